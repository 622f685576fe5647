// The evidence: what is said of the chosen edge or actor, sentence by sentence, with its source.

const MOST_NAMES = 8;
const panel = document.getElementById("panel");
const detail = document.getElementById("detail");
const closeButton = document.getElementById("close");
const announcement = document.getElementById("announcement");
const hint = [...detail.childNodes];

function startPanel() {
  closeButton.addEventListener("click", () => choose(null));
  on("choice", drawPanel);
}

function drawPanel() {
  const id = state.chosen;
  closeButton.hidden = id === null;
  if (id === null) detail.replaceChildren(...hint);
  else if (entities.has(id)) detail.replaceChildren(...actorDetail(entities.get(id)));
  else detail.replaceChildren(...edgeDetail(edges.get(chosenInPicture())));
  announcement.textContent = id === null ? "" : ["h2", ".kind"].map((part) => detail.querySelector(part).textContent).join(", ");
  panel.scrollTop = 0;
  const current = detail.querySelector("[aria-current]");
  if (current) current.scrollIntoView({ block: "nearest" });
}

/** Bring the panel before the reader's eyes, where the page is so narrow that it stands below. */
function revealPanel() {
  if (matchMedia("(max-width: 760px)").matches) panel.scrollIntoView({ block: "start" });
}

function edgeDetail(edge) {
  const said = edge.statements.map((id) => statements.get(id));
  const sources = new Set(said.map((statement) => statement.d)).size;
  return [
    element("h2", { class: "claim" }, actorButton(edge.from), ` ${words(edge.predicate)} `, actorButton(edge.to)),
    element("p", { class: "kind" }, `${counted(said.length, "statement")} in ${counted(sources, "document")}`),
    filteredNote(said),
    ...said.map((statement) => statementCard(statement, false)),
  ].filter(Boolean);
}

function actorDetail(entity) {
  const said = statementsOf.get(entity.id) || [];
  const spoken = data.statements.filter((statement) => statement.by === entity.id && statement.s !== entity.id && statement.o !== entity.id);
  return [
    element("h2", {}, entity.label),
    element("p", { class: "kind" }, `${capital(words(entity.type))} · ${counted(said.length, "statement")}`),
    otherNames(entity.names),
    ...entity.identifiers.map((address) => element("p", { class: "names" }, "Elsewhere: ", link(address, shortAddress(address)))),
    filteredNote(said),
    ...neighbours(entity.id, said),
    ...grouped(said).flatMap(([predicate, group]) => [element("h3", {}, words(predicate)), ...group.map((statement) => statementCard(statement, true))]),
    ...(spoken.length ? [element("h3", {}, "said about others"), ...spoken.map((statement) => statementCard(statement, true))] : []),
  ].filter(Boolean);
}

/** All of them where they are few; otherwise the first, and the rest for those who ask. */
function otherNames(names) {
  if (!names.length) return null;
  const rest = names.slice(MOST_NAMES);
  const shown = `Also: ${names.slice(0, MOST_NAMES).join(" · ")}`;
  if (!rest.length) return element("p", { class: "names" }, shown);
  return element("details", { class: "names" }, element("summary", {}, `${shown} and ${rest.length} more`), element("span", {}, rest.join(" · ")));
}

function neighbours(id, said) {
  const others = new Map();
  for (const statement of said) {
    const other = statement.s === id ? statement.o : statement.s;
    if (other !== id) others.set(other, (others.get(other) || 0) + 1);
  }
  if (!others.size) return [];
  const sorted = [...others].sort((a, b) => b[1] - a[1] || label(a[0]).localeCompare(label(b[0]), "en"));
  const items = sorted.map(([other, number]) => element("li", {}, actorButton(other), number > 1 ? element("small", {}, ` ${number}`) : null));
  return [element("h3", {}, "connected with"), element("ul", { class: "neighbours" }, ...items)];
}

/** Statements by property, properties in alphabetical order. */
function grouped(said) {
  const groups = new Map();
  for (const statement of said) groups.set(statement.p, [...(groups.get(statement.p) || []), statement]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

function statementCard(statement, withClaim) {
  const opposed = against.has(statement.p) || statement.polarity === "negative";
  const sentence = marked(statement.q, namesOf(statement.s, statement.sn), namesOf(statement.o, statement.on));
  return element(
    "article",
    { class: `statement ${opposed ? "against" : ""}`, "aria-current": statement.id === state.chosen ? "true" : null },
    withClaim ? element("p", { class: "claim" }, actorButton(statement.s), ` ${words(statement.p)} `, actorButton(statement.o)) : null,
    element("blockquote", {}, ...sentence),
    statement.by ? element("p", { class: "source" }, "according to ", actorButton(statement.by)) : null,
    sourceLine(documents.get(statement.d)),
    tagList(statement),
  );
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
    statement.amount !== undefined ? [moneyWords(statement.amount, statement.currency), false] : null,
    statement.count !== undefined ? [`number: ${statement.count.toLocaleString("en-GB")}`, false] : null,
    statement.role ? [`as ${statement.role}`, false] : null,
    statement.date ? [dateWords(statement.date), false] : null,
    [`confidence ${Math.round(statement.c * 100)}%`, false],
  ].filter(Boolean);
  return element("ul", { class: "tags", "aria-label": "How it holds" }, ...tags.map(([text, warn]) => element("li", { class: warn ? "warn" : null }, text)));
}

function filteredNote(said) {
  const hidden = said.filter((statement) => !passes(statement)).length;
  return hidden ? element("p", { class: "note" }, `${counted(hidden, "statement")} of these ${hidden === 1 ? "is" : "are"} filtered out of the picture.`) : null;
}

function actorButton(id) {
  return element("button", { type: "button", class: "actor", click: () => choose(id) }, label(id));
}

/** `http://www.wikidata.org/entity/Q180865` → "wikidata.org Q180865". */
function shortAddress(address) {
  const parts = /^https?:\/\/(?:www\.)?([^/]+)\/(?:.*\/)?([^/]*)$/.exec(address);
  return parts ? `${parts[1]} ${parts[2]}`.trim() : address;
}
