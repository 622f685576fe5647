// What is narrowed, moved and chosen. The other modules read it and listen; only this one changes it, so that every step can be undone.

/** By what statements can be filtered: for each facet, the values of a statement. */
const FACETS = {
  class: (statement) => [...new Set([entities.get(statement.s).type, entities.get(statement.o).type])],
  status: (statement) => [standing(statement)],
  predicate: (statement) => [statement.p],
  speaker: (statement) => [statement.by || ""],
  document: (statement) => [statement.d],
};
const listeners = { filter: [], choice: [], view: [] };
const past = [];
const future = [];
const state = { ...unnarrowed(), chosen: null, view: "graph" };

function unnarrowed() {
  return {
    hidden: new Map(Object.keys(FACETS).map((facet) => [facet, new Set()])),
    least: 0, // the least confidence, in per cent
    from: null, // first and last month of the period; null for no bound
    to: null,
    undated: true,
    dating: "event",
    around: null, // { id, hops }
    path: null, // { from, to }
    gone: new Set(), // nodes hidden by hand
    kept: new Set(), // nodes that stay whatever is filtered
    moved: new Map(), // node → [x, y]
    opened: new Set(), // nodes outside the core of a large network that were asked for
    whole: false, // all of a large network
  };
}

function on(event, listener) {
  listeners[event].push(listener);
}

function tell(event) {
  for (const listener of listeners[event]) listener();
}

/** Change the state by a function of it, as one step that can be undone. */
function change(alter) {
  const before = narrowingText();
  alter(state);
  if (narrowingText() === before) return;
  past.push(before);
  future.length = 0;
  tell("filter");
}

function undo() {
  travel(past, future);
}

function redo() {
  travel(future, past);
}

function travel(back, forth) {
  if (!back.length) return;
  forth.push(narrowingText());
  readNarrowing(back.pop());
  tell("filter");
}

function hide(facet, values, hidden) {
  change(({ hidden: sets }) => {
    for (const value of values) hidden ? sets.get(facet).add(value) : sets.get(facet).delete(value);
  });
}

/** Show of a facet just these values. */
function showOnly(facet, values) {
  const kept = new Set(values);
  change(({ hidden }) => hidden.set(facet, new Set(valuesOf(facet).filter((value) => !kept.has(value)))));
}

function showEverything() {
  change(() => Object.assign(state, unnarrowed()));
}

/** Choose an entity, an edge, a bundle or a statement by its id; null for nothing. Unknown ids choose nothing. */
function choose(id) {
  const known = [entities, edges, bundles, statements].some((kind) => kind.has(id));
  state.chosen = known ? id : null;
  // Beyond the core of a large network, what one asks for is drawn.
  if (nodes.has(id) && !shown().drawn.has(id) && shown().nodes.has(id)) open(id);
  tell("choice");
}

function setView(view) {
  state.view = view;
  tell("view");
}

const valueCache = new Map();

/** All values of a facet, the most frequent first. */
function valuesOf(facet) {
  if (!valueCache.has(facet)) {
    const counts = countsOf(facet, data.statements);
    valueCache.set(facet, [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1)));
  }
  return valueCache.get(facet);
}

function countsOf(facet, list) {
  const counts = new Map();
  for (const statement of list) for (const value of FACETS[facet](statement)) counts.set(value, (counts.get(value) || 0) + 1);
  return counts;
}
