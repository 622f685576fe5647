// What the state leaves to be seen: statements for table and export, nodes and edges for the picture.

const CROWD = 2000; // of more nodes, only the core and what was asked for is drawn
const MOST_OPENED = 30;
let seen = null;
on("filter", () => (seen = null));

/** Whether the filters let a statement pass; `but` names one that is not asked. */
function passes(statement, but = null) {
  if (but !== "confidence" && statement.c * 100 < state.least) return false;
  if (but !== "period" && !inPeriod(statement)) return false;
  for (const facet of Object.keys(FACETS)) {
    const hidden = state.hidden.get(facet);
    if (facet !== but && hidden.size && FACETS[facet](statement).some((value) => hidden.has(value))) return false;
  }
  return !state.gone.has(statement.s) && !state.gone.has(statement.o);
}

function inPeriod(statement) {
  const span = spanOf(statement);
  if (!span) return state.undated;
  return (state.from === null || span.last >= state.from) && (state.to === null || span.first <= state.to);
}

/** `statements` that are left, `nodes` and `edges` of theirs, and of these `drawn` in the picture. Worked out once a change. */
function shown() {
  if (!seen) seen = lookAround(data.statements.filter((statement) => passes(statement)));
  return seen;
}

function lookAround(passing) {
  let left = passing;
  if (state.around) {
    const reach = within(state.around.id, state.around.hops, waysOf(left));
    left = left.filter((statement) => reach.has(statement.s) && reach.has(statement.o));
  }
  let paths = [];
  if (state.path) {
    paths = shortest(state.path.from, state.path.to, waysOf(left));
    const steps = new Set(paths.flatMap((path) => path.slice(1).map((id, at) => [path[at], id].sort().join(" & "))));
    left = left.filter((statement) => steps.has([statement.s, statement.o].sort().join(" & ")));
  }
  const ends = new Set(left.flatMap((statement) => [statement.s, statement.o]));
  for (const id of [...state.kept, state.path?.from, state.path?.to, state.around?.id]) if (id && nodes.has(id) && !state.gone.has(id)) ends.add(id);
  const drawn = new Set(isCrowd(ends) ? [...ends].filter((id) => core.has(id) || state.opened.has(id) || state.kept.has(id)) : ends);
  const lines = new Set(left.filter((statement) => drawn.has(statement.s) && drawn.has(statement.o)).map((statement) => edgeOf.get(statement.id)));
  return { statements: left, nodes: ends, drawn, edges: lines, paths };
}

function isCrowd(ids) {
  return core.size > 0 && !state.whole && ids.size > CROWD;
}

/** Draw a node beyond the core, with its best connected neighbours. */
function open(id) {
  const near = [...(waysOf(shown().statements).get(id) || [])].filter((other) => !shown().drawn.has(other));
  near.sort((a, b) => statementsOf.get(b).length - statementsOf.get(a).length || (a < b ? -1 : 1));
  change(({ opened }) => [id, ...near.slice(0, MOST_OPENED)].forEach((each) => opened.add(each)));
}

/** Neighbours of a node that are left but not drawn. */
function undrawnNeighbours(id) {
  const around = shown();
  if (around.drawn.size === around.nodes.size) return 0;
  return [...(waysOf(around.statements).get(id) || [])].filter((other) => !around.drawn.has(other)).length;
}
