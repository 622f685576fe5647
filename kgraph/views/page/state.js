// What the page knows, what is hidden and what is chosen. The other modules read it and listen; only this one changes it.

const data = JSON.parse(document.getElementById("data").textContent);
const entities = new Map(data.entities.map((entity) => [entity.id, entity]));
const documents = new Map(data.documents.map((source) => [source.id, source]));
const statements = new Map(data.statements.map((statement) => [statement.id, statement]));
const nodes = new Map(data.nodes.map((node) => [node.id, node]));
const edges = new Map(data.edges.map((edge) => [edge.id, edge]));
const against = new Set(data.against);
const edgeOf = new Map(data.edges.flatMap((edge) => edge.statements.map((id) => [id, edge.id])));
const statementsOf = new Map();
for (const statement of data.statements) {
  for (const id of new Set([statement.s, statement.o])) {
    if (!statementsOf.has(id)) statementsOf.set(id, []);
    statementsOf.get(id).push(statement);
  }
}

/** By what statements can be filtered: for each facet, the values of a statement. */
const FACETS = {
  class: (statement) => [...new Set([entities.get(statement.s).type, entities.get(statement.o).type])],
  status: (statement) => [standing(statement)],
  predicate: (statement) => [statement.p],
  document: (statement) => [statement.d],
};

const state = { hidden: new Map(Object.keys(FACETS).map((facet) => [facet, new Set()])), chosen: null, view: "graph" };
const listeners = { filter: [], choice: [], view: [] };

function on(event, listener) {
  listeners[event].push(listener);
}

function tell(event) {
  for (const listener of listeners[event]) listener();
}

/** One word for how a statement holds: what others deny is contested, then denied, planned, possible or actual. */
function standing(statement) {
  if (edges.get(edgeOf.get(statement.id)).contested) return "contested";
  return statement.polarity === "negative" ? "denied" : statement.modality || "actual";
}

function passes(statement) {
  return Object.entries(FACETS).every(([facet, values]) => values(statement).every((value) => !state.hidden.get(facet).has(value)));
}

function passing() {
  return data.statements.filter(passes);
}

function hide(facet, values, hidden) {
  const set = state.hidden.get(facet);
  for (const value of values) hidden ? set.add(value) : set.delete(value);
  tell("filter");
}

function showEverything() {
  for (const set of state.hidden.values()) set.clear();
  tell("filter");
}

/** Choose an entity, an edge or a statement by its id; null for nothing. Unknown ids choose nothing. */
function choose(id) {
  const known = entities.has(id) || edges.has(id) || statements.has(id);
  state.chosen = known ? id : null;
  tell("choice");
}

function setView(view) {
  state.view = view;
  tell("view");
}

/** The node or edge of the picture that stands for what is chosen. */
function chosenInPicture() {
  return edgeOf.get(state.chosen) || state.chosen;
}

function label(id) {
  return entities.get(id).label;
}

/** The names by which an entity may stand in a sentence. */
function namesOf(id, nameThere) {
  const entity = entities.get(id);
  return [nameThere, entity.label, ...entity.names];
}
