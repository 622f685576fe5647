// The evidence: what is said of the chosen line or actor, or of all that is left, sentence by sentence.

const MOST_CARDS = 60;
const panel = document.getElementById("panel");
const detail = document.getElementById("detail");
const closeButton = document.getElementById("close");
const announcement = document.getElementById("announcement");
const hint = [...detail.childNodes];

function startPanel() {
  closeButton.addEventListener("click", () => choose(null));
  on("choice", drawPanel);
  on("filter", drawPanel);
  drawPanel();
}

function drawPanel() {
  const id = state.chosen;
  const before = detail.querySelector("h2").textContent;
  closeButton.hidden = id === null;
  detail.replaceChildren(...panelFor(id));
  const [heading, kind] = ["h2", ".kind"].map((part) => detail.querySelector(part));
  if (id !== null) announce([heading, kind].map((part) => part.textContent).join(", "));
  if (heading.textContent !== before) panel.scrollTop = 0;
  const current = detail.querySelector("[aria-current]");
  if (current) current.scrollIntoView({ block: "nearest" });
}

function panelFor(id) {
  if (entities.has(id)) return actorDetail(entities.get(id));
  if (bundles.has(id)) return bundleDetail(bundles.get(id));
  if (id !== null) return edgeDetail(edges.get(chosenInPicture()));
  if (state.path) return pathDetail();
  return isNarrowed() ? shownDetail() : hint;
}

/** Bring the panel before the reader's eyes, where the page is so narrow that it stands below. */
function revealPanel() {
  if (matchMedia("(max-width: 760px)").matches) panel.scrollIntoView({ block: "start" });
}

function edgeDetail(edge) {
  const said = edge.statements.map((id) => statements.get(id));
  const bundle = bundles.get(bundleOf.get(edge.id));
  const back = bundle && element("button", { type: "button", class: "small", click: () => choose(bundle.id) }, `All ${bundle.edges.length} relations between the two`);
  return [
    element("h2", { class: "claim" }, actorButton(edge.from), ` ${words(edge.predicate)} `, actorButton(edge.to)),
    element("p", { class: "kind" }, saidWhere(said)),
    back,
    filteredNote(said),
    markKey(),
    ...cards(byTime(said), false),
  ].filter(Boolean);
}

/** Several relations between two, each with its statements. */
function bundleDetail(bundle) {
  const members = bundle.edges.map((id) => edges.get(id));
  const said = members.flatMap((edge) => edge.statements.map((id) => statements.get(id)));
  return [
    element("h2", { class: "claim" }, actorButton(bundle.from), " and ", actorButton(bundle.to)),
    element("p", { class: "kind" }, `${members.length} relations · ${saidWhere(said)}`),
    filteredNote(said),
    markKey(),
    ...members.flatMap((edge) => [
      element("h3", {}, element("button", { type: "button", class: "actor", click: () => choose(edge.id) }, `${label(edge.from)} ${words(edge.predicate)} ${label(edge.to)}`)),
      ...cards(byTime(edge.statements.map((id) => statements.get(id))), false),
    ]),
  ].filter(Boolean);
}

function saidWhere(said) {
  const sources = new Set(said.map((statement) => statement.d)).size;
  return `${counted(said.length, "statement")} in ${counted(sources, "document")}`;
}

/** What the filters leave, where nothing of it is chosen. */
function shownDetail() {
  const said = shown().statements;
  return [element("h2", {}, "What is left"), element("p", { class: "kind" }, saidWhere(said)), said.length ? markKey() : null, ...cards(byTime(said), true)].filter(Boolean);
}

/** The shortest connections between two, step by step. */
function pathDetail() {
  const { from, to } = state.path;
  const { paths } = shown();
  const steps = paths.length ? `${counted(paths.length, "connection")} of ${counted(paths[0].length - 1, "step")}` : "Nothing that is left connects the two.";
  const between = (a, b) => shown().statements.filter(({ s, o }) => (s === a && o === b) || (s === b && o === a));
  const step = (id, other) => element("li", {}, ...between(id, other).map((statement) => stepButton(statement)));
  return [
    element("h2", {}, "How ", actorButton(from), " and ", actorButton(to), " connect"),
    element("p", { class: "kind" }, steps),
    ...paths.map((path) => element("ol", { class: "path", "aria-label": path.map(label).join(", ") }, ...path.slice(1).map((id, at) => step(path[at], id)))),
    paths.length ? markKey() : null,
    ...cards(byTime(shown().statements), true),
  ].filter(Boolean);
}

function stepButton(statement) {
  return element("button", { type: "button", class: "actor", click: () => choose(statement.id) }, `${label(statement.s)} ${words(statement.p)} ${label(statement.o)}`);
}

/** Cards of the first statements, and of the rest for those who ask. */
function cards(said, withClaim) {
  const first = said.slice(0, MOST_CARDS).map((statement) => statementCard(statement, withClaim));
  if (said.length <= MOST_CARDS) return first;
  const more = element("button", { type: "button", click: () => more.replaceWith(...cards(said.slice(MOST_CARDS), withClaim)) }, `Show ${said.length - MOST_CARDS} more`);
  return [...first, more];
}

function filteredNote(said) {
  const hidden = said.filter((statement) => !passes(statement)).length;
  return hidden ? element("p", { class: "note" }, `${counted(hidden, "statement")} of these ${hidden === 1 ? "is" : "are"} filtered out of the picture.`) : null;
}
