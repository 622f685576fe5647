// What the page knows, unpacked and indexed. Nothing here changes after the start.

const data = unpacked(JSON.parse(document.getElementById("data").textContent));
const entities = new Map(data.entities.map((entity) => [entity.id, entity]));
const documents = new Map(data.documents.map((source) => [source.id, source]));
const statements = new Map(data.statements.map((statement) => [statement.id, statement]));
const nodes = new Map(data.nodes.map((node) => [node.id, node]));
const edges = new Map(data.edges.map((edge) => [edge.id, edge]));
const against = new Set(data.against);
const core = new Set(data.core);
const edgeOf = new Map();
const statementsOf = new Map(data.entities.map((entity) => [entity.id, []]));
const bundles = new Map(); // between two nodes with more than one edge: those edges as one line
const bundleOf = new Map(); // edge → its bundle
indexStatements();
gatherBundles();

/** Columns over a pool of values (kgraph/views/packed.py) → lists of records; the other fields as they are. */
function unpacked({ pool, tables, ...rest }) {
  const made = { ...rest };
  for (const [name, { size, columns, numbers }] of Object.entries(tables)) {
    made[name] = Array.from({ length: size }, () => ({}));
    for (const [key, column] of Object.entries(columns)) column.forEach((at, row) => at !== null && (made[name][row][key] = pool[at]));
    for (const [key, column] of Object.entries(numbers)) column.forEach((value, row) => value !== null && (made[name][row][key] = value));
  }
  for (const edge of made.edges) Object.assign(edge, { id: edgeId(edge.from, edge.predicate, edge.to), statements: [] });
  made.start = made.start || made.nodes.map((node) => node.id);
  return made;
}

function edgeId(subject, predicate, object) {
  return `${subject} ${predicate} ${object}`;
}

function indexStatements() {
  for (const statement of data.statements) {
    const edge = edgeId(statement.s, statement.p, statement.o);
    edges.get(edge).statements.push(statement.id);
    edgeOf.set(statement.id, edge);
    for (const id of new Set([statement.s, statement.o])) statementsOf.get(id).push(statement);
  }
}

function gatherBundles() {
  const between = new Map();
  for (const edge of data.edges) {
    const ends = [edge.from, edge.to].sort();
    const key = ends.join(" & ");
    if (!between.has(key)) between.set(key, { id: key, from: ends[0], to: ends[1], edges: [] });
    between.get(key).edges.push(edge.id);
  }
  for (const bundle of between.values()) {
    if (bundle.edges.length < 2) continue;
    bundles.set(bundle.id, bundle);
    for (const id of bundle.edges) bundleOf.set(id, bundle.id);
  }
}

/** One word for how a statement holds: what others deny is contested, then denied, planned, possible or actual. */
function standing(statement) {
  if (edges.get(edgeOf.get(statement.id)).contested) return "contested";
  return statement.polarity === "negative" ? "denied" : statement.modality || "actual";
}

/** Whether a statement speaks against somebody or something, or denies. */
function opposes(statement) {
  return against.has(statement.p) || statement.polarity === "negative";
}

function label(id) {
  return entities.get(id).label;
}

/** The names by which an entity may stand in a sentence; people also go by the last of theirs. */
function namesOf(id, nameThere) {
  const { label: name, names, type } = entities.get(id);
  return [nameThere, name, ...names, ...(type === "Person" ? [name.split(/\s+/).pop()] : [])];
}
