// One statement as a card: the sentence with its marks, who says so, where, when and how surely.

function statementCard(statement, withClaim) {
  const subjectPlaces = places(statement.q, namesOf(statement.s, statement.sn), "s");
  const objectPlaces = places(statement.q, namesOf(statement.o, statement.on), "o");
  return element(
    "article",
    { class: `statement ${opposes(statement) ? "against" : ""}`, "aria-current": statement.id === state.chosen ? "true" : null },
    withClaim ? claimLine(statement) : null,
    element("blockquote", {}, ...marked(statement, subjectPlaces, objectPlaces)),
    statement.by ? element("p", { class: "source" }, "according to ", actorButton(statement.by)) : null,
    unnamedNote(statement, subjectPlaces, objectPlaces),
    sourceLine(documents.get(statement.d)),
    tagList(statement),
    citationButton(statement),
  );
}

function claimLine({ s, p, o }) {
  return element("p", { class: "claim" }, actorButton(s), ` ${words(p)} `, actorButton(o));
}

/** A reader who looks for a name that the sentence has not is told where it comes from. A contract has no name to look for. */
function unnamedNote({ s, o }, subjectPlaces, objectPlaces) {
  const missing = [[s, subjectPlaces], [o, objectPlaces]].filter(([id, found]) => !found.length && entities.get(id).type !== "Contract").map(([id]) => label(id));
  if (!missing.length) return null;
  return element("p", { class: "note" }, `${[...new Set(missing)].join(" and ")}: not named in this sentence, but understood from those around it.`);
}

function sourceLine(source) {
  const title = source.url ? link(source.url, source.title) : source.title;
  const rest = [source.publisher, source.date && dateWords(source.date)].filter(Boolean).join(", ");
  return element("p", { class: "source" }, element("cite", {}, title), rest ? ` · ${rest}` : null);
}

function tagList(statement) {
  const tags = [
    standing(statement) === "contested" ? ["contested", true] : null,
    statement.polarity === "negative" ? ["denied", true] : null,
    statement.modality ? [statement.modality, false] : null,
    statement.status ? [`contract ${statement.status}`, false] : null,
    statement.amount !== undefined ? [sumWords(statement), false] : null,
    statement.count !== undefined ? [`number: ${statement.count.toLocaleString("en-GB")}`, false] : null,
    statement.role ? [`as ${statement.role}`, false] : null,
    statement.date ? [dateWords(statement.date), false] : null,
    [`confidence ${Math.round(statement.c * 100)}%`, false],
  ].filter(Boolean);
  return element("ul", { class: "tags", "aria-label": "How it holds" }, ...tags.map(([text, warn]) => element("li", { class: warn ? "warn" : null }, text)));
}

function actorButton(id) {
  return element("button", { type: "button", class: "actor", click: () => choose(id) }, label(id));
}

/** What the marks in the sentences mean. */
function markKey() {
  const marks = [["s", "who"], ["t", "wording"], ["o", "whom or what"]];
  return element("p", { class: "key" }, "Marked: ", ...marks.flatMap(([which, text]) => [element("span", { class: `mark ${which}` }, text), " "]));
}
