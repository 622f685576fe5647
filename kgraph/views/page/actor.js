// An actor or thing: its names and posts, what can be done with it, whom it is connected with, and all that is said of it.

const MOST_NAMES = 8;

function actorDetail(entity) {
  const said = statementsOf.get(entity.id);
  const spoken = data.statements.filter((statement) => statement.by === entity.id && statement.s !== entity.id && statement.o !== entity.id);
  return [
    element("h2", {}, entity.label),
    element("p", { class: "kind" }, `${capital(words(entity.type))} · ${counted(said.length, "statement")}`),
    otherNames(entity.names),
    ...entity.identifiers.map((address) => element("p", { class: "names" }, "Elsewhere: ", link(address, shortAddress(address)))),
    ...posts(entity.id, said),
    nodes.has(entity.id) ? actions(entity.id) : null,
    filteredNote(said),
    ...neighbours(entity.id, said),
    said.length ? markKey() : null,
    ...grouped(said).flatMap(([predicate, group]) => [element("h3", {}, words(predicate)), ...cards(byTime(group), true)]),
    ...(spoken.length ? [element("h3", {}, "said about others"), ...cards(byTime(spoken), true)] : []),
  ].filter(Boolean);
}

/** What can be done with a node in the picture. */
function actions(id) {
  const button = (text, click, pressed) => element("button", { type: "button", class: "small", click, ...(pressed === undefined ? {} : { "aria-pressed": String(pressed) }) }, text);
  const hops = [1, 2, 3].map((number) => {
    const here = state.around?.id === id && state.around.hops === number;
    return button(String(number), () => lookAroundNode(here ? null : { id, hops: number }), here);
  });
  const more = undrawnNeighbours(id);
  return element(
    "div",
    { class: "actions" },
    element("div", { role: "group", "aria-label": "Only so many steps around it" }, "Only so many steps around: ", ...hops),
    button("Connect with …", () => askForOtherEnd(id)),
    button("Pin", () => change(({ kept }) => (kept.has(id) ? kept.delete(id) : kept.add(id))), state.kept.has(id)),
    button("Hide", () => hideNode(id)),
    more ? button(`Draw ${counted(more, "more neighbour")}`, () => open(id)) : null,
  );
}

function lookAroundNode(around) {
  change(() => Object.assign(state, { around, path: null }));
  focusShown();
}

function hideNode(id) {
  choose(null);
  change(({ gone }) => gone.add(id));
}

/** Posts that somebody holds, or that are held in an organization. */
function posts(id, said) {
  const held = said.filter((statement) => statement.role && statement.p === "affiliatedWith" && statement.polarity !== "negative");
  const lines = [...new Set(held.map((statement) => (statement.s === id ? `${statement.role}, ${label(statement.o)}` : `${label(statement.s)}, ${statement.role}`)))];
  return lines.length ? [element("h3", {}, "posts"), element("ul", { class: "posts" }, ...lines.map((line) => element("li", {}, line)))] : [];
}

/** All of them where they are few; otherwise the first, and the rest for those who ask. */
function otherNames(names) {
  if (!names.length) return null;
  const rest = names.slice(MOST_NAMES);
  const first = `Also: ${names.slice(0, MOST_NAMES).join(" · ")}`;
  if (!rest.length) return element("p", { class: "names" }, first);
  return element("details", { class: "names" }, element("summary", {}, `${first} and ${rest.length} more`), element("span", {}, rest.join(" · ")));
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

/** `http://www.wikidata.org/entity/Q180865` → "wikidata.org Q180865". */
function shortAddress(address) {
  const parts = /^https?:\/\/(?:www\.)?([^/]+)\/(?:.*\/)?([^/]*)$/.exec(address);
  return parts ? `${parts[1]} ${parts[2]}`.trim() : address;
}
