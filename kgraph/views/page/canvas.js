// The picture: vis-network draws nodes and edges where they were put, this module decides what is shown, faded or chosen.

const container = document.getElementById("network");
const dark = matchMedia("(prefers-color-scheme: dark)");
const FADED = 0.12;
let picture = null;
let drawnNodes = null;
let drawnEdges = null;
let hovered = null;

function startCanvas() {
  // Labels are drawn by labels.js, which knows the room there is on the screen.
  drawnNodes = new vis.DataSet(data.nodes.map((node) => ({ ...node, label: undefined })));
  drawnEdges = new vis.DataSet(data.edges.map((edge) => ({ ...edge, label: undefined })));
  picture = new vis.Network(container, { nodes: drawnNodes, edges: drawnEdges }, data.options);
  picture.on("click", ({ nodes: [node], edges: [edge] }) => {
    choose(node || edge || null);
    if (node || edge) revealPanel();
  });
  for (const [event, id] of [["hoverNode", "node"], ["hoverEdge", "edge"]]) picture.on(event, (hit) => hover(hit[id]));
  for (const event of ["blurNode", "blurEdge"]) picture.on(event, () => hover(null));
  picture.on("afterDrawing", drawLabels);
  dark.addEventListener("change", () => picture.redraw());
  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.4));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
  document.getElementById("fit").addEventListener("click", () => fit(shownNodes()));
  const frame = container.querySelector(".vis-network");
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-label", "Network of actors. Arrow keys move it, plus and minus zoom, 0 shows all of it. The table holds the same statements.");
  frame.addEventListener("keydown", moveByKey);
  on("filter", drawShown);
  on("choice", drawChosen);
  on("view", comeBack);
  fit(data.start);
}

function hover(id) {
  hovered = id;
  container.classList.toggle("pointing", id !== null);
  picture.redraw();
}

/** Show the nodes and edges that some statement passing the filters speaks of. */
function drawShown() {
  const shown = new Set();
  for (const statement of passing()) shown.add(edgeOf.get(statement.id)).add(statement.s).add(statement.o);
  drawnNodes.update(data.nodes.map(({ id }) => ({ id, hidden: !shown.has(id) })));
  drawnEdges.update(data.edges.map(({ id }) => ({ id, hidden: !shown.has(id) })));
}

function shownNodes() {
  return drawnNodes.get({ filter: (node) => !node.hidden, fields: ["id"] }).map((node) => node.id);
}

/** What is not connected with the choice steps back. */
function drawChosen() {
  const id = chosenInPicture();
  const near = neighbourhood(id);
  drawnNodes.update(data.nodes.map((node) => ({ id: node.id, opacity: near && !near.has(node.id) ? FADED * 1.6 : 1 })));
  drawnEdges.update(data.edges.map((edge) => ({ id: edge.id, color: { ...edge.color, opacity: near && !near.has(edge.id) ? FADED : edge.color.opacity } })));
  picture.unselectAll();
  if (nodes.has(id)) picture.selectNodes([id]);
  else if (edges.has(id)) picture.setSelection({ nodes: [], edges: [id] }, { highlightEdges: false });
}

/** Ids of the chosen node or edge and of what touches it; null where nothing in the picture is chosen. */
function neighbourhood(id) {
  if (edges.has(id)) return new Set([id, edges.get(id).from, edges.get(id).to]);
  if (!nodes.has(id)) return null;
  const touching = data.edges.filter((edge) => edge.from === id || edge.to === id);
  return new Set([id, ...touching.flatMap((edge) => [edge.id, edge.from, edge.to])]);
}

/** Move the picture so that the chosen node or edge is seen, with its surroundings. */
function focusChosen() {
  const near = neighbourhood(chosenInPicture());
  // What is hidden has no size to fit anything into: then it is done on coming back.
  if (near && state.view === "graph") fit([...near].filter((id) => nodes.has(id)), 1.1);
}

function comeBack() {
  if (state.view !== "graph") return;
  picture.setSize("100%", "100%");
  picture.redraw();
  focusChosen();
}

function fit(ids, closest = 1.3) {
  picture.fit({ nodes: ids, animation: false, maxZoomLevel: closest, minZoomLevel: 0.01 });
  // Labels need room around the outermost nodes.
  picture.moveTo({ scale: picture.getScale() * 0.9 });
}

function zoom(factor) {
  picture.moveTo({ scale: Math.min(4, Math.max(0.02, picture.getScale() * factor)) });
}

function moveByKey(event) {
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const step = steps[event.key];
  if (step) {
    const { x, y } = picture.getViewPosition();
    const length = 60 / picture.getScale();
    picture.moveTo({ position: { x: x + step[0] * length, y: y + step[1] * length } });
  } else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(1 / 1.25);
  else if (event.key === "0") fit(shownNodes());
  else return;
  event.preventDefault();
}

/** Where a node or the middle of an edge is drawn. */
function placeOf(id) {
  if (nodes.has(id)) return picture.getPosition(id);
  return picture.body.edges[id].edgeType.getPoint(0.5);
}

/** Where it is on the screen, in CSS pixels of the window. */
function screenPoint(place) {
  const { x, y } = picture.canvasToDOM(place);
  const box = container.getBoundingClientRect();
  return { x: x + box.left, y: y + box.top };
}

/** A point of the window at which a click hits this edge and no other thing. */
function edgePoint(id) {
  const curve = picture.body.edges[id].edgeType;
  for (let step = 0; step <= 40; step += 1) {
    const along = 0.5 + (step % 2 ? 1 : -1) * Math.ceil(step / 2) * 0.02;
    const place = picture.canvasToDOM(curve.getPoint(along));
    if (picture.getEdgeAt(place) === id && !picture.getNodeAt(place)) return screenPoint(curve.getPoint(along));
  }
  return null;
}
