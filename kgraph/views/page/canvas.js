// The picture: vis-network draws nodes and lines where they were put, this module decides what is shown, faded or chosen.

const container = document.getElementById("network");
const dark = matchMedia("(prefers-color-scheme: dark)");
const FADED = 0.12;
const GROWTHS = [[0.7, 1], [0.45, 1.35], [0.28, 1.8], [0, 2.4]]; // above which scale nodes and lines grow how much
const FEW_NODES = 300; // more of them would touch, were they to grow as much
let picture = null;
let drawnNodes = null;
let drawnLines = null;
let hovered = null;
let pointedAt = null; // nodes and lines that another part of the page points at
let faded = new Set();
let growth = 1; // how much larger than planned nodes are drawn, where the picture is small

function startCanvas() {
  drawnNodes = new vis.DataSet();
  drawnLines = new vis.DataSet();
  drawShown();
  picture = new vis.Network(container, { nodes: drawnNodes, edges: drawnLines }, data.options);
  picture.on("click", ({ nodes: [node], edges: [line] }) => {
    choose(node || line || null);
    if (node || line) revealPanel();
  });
  picture.on("dragEnd", ({ nodes: dragged }) => keepPlaces(dragged));
  for (const [event, id] of [["hoverNode", "node"], ["hoverEdge", "edge"]]) picture.on(event, (hit) => hover(hit[id]));
  for (const event of ["blurNode", "blurEdge"]) picture.on(event, () => hover(null));
  picture.on("zoom", grow);
  picture.on("afterDrawing", (context) => {
    drawDoubles(context);
    drawLabels(context);
  });
  dark.addEventListener("change", () => picture.redraw());
  matchMedia("print").addEventListener("change", () => picture.redraw());
  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.4));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
  document.getElementById("fit").addEventListener("click", () => fit([...shown().drawn]));
  on("filter", () => quietly(() => [drawShown, drawChosen].forEach((draw) => draw())));
  on("choice", () => quietly(() => [drawShownLines, drawChosen].forEach((draw) => draw())));
  on("view", comeBack);
}

function hover(id) {
  hovered = id;
  container.classList.toggle("pointing", id !== null);
  picture.redraw();
}

/** Do what would make vis-network draw after each step, and let it draw once at the end. */
function quietly(work) {
  if (!picture || !picture.renderer.allowRedraw) return work();
  picture.renderer.allowRedraw = false;
  try {
    work();
  } finally {
    picture.renderer.allowRedraw = true;
  }
  return picture.redraw();
}

/** Show the nodes that are left, where they were put or moved, and their lines. */
function drawShown() {
  const { drawn } = shown();
  bring(drawnNodes, drawn, (id) => ({ ...nodes.get(id), ...placeFor(id), size: nodes.get(id).size * growth, label: undefined }));
  const astray = drawnNodes.get({ fields: ["id", "x", "y"] }).filter(({ id, x, y }) => x !== placeFor(id).x || y !== placeFor(id).y);
  drawnNodes.update(astray.map(({ id }) => ({ id, ...placeFor(id) })));
  drawShownLines();
}

function drawShownLines() {
  const wanted = shownLines();
  bring(drawnLines, wanted, (id) => ({ ...lineOf(id), width: lineOf(id).width * growth, label: undefined }));
}

/** Of a set of items keep the wanted, hide the others, and add those not seen before: a large network is not made whole at once. */
function bring(set, wanted, made) {
  const changed = [];
  for (const id of set.getIds()) {
    const hidden = !wanted.has(id);
    if (Boolean(set.get(id).hidden) !== hidden) changed.push({ id, hidden });
  }
  set.update(changed);
  set.add([...wanted].filter((id) => !set.get(id)).map(made));
}

function placeFor(id) {
  const [x, y] = state.moved.get(id) || [nodes.get(id).x, nodes.get(id).y];
  return { x, y };
}

function keepPlaces(dragged) {
  if (!dragged.length) return;
  const places = picture.getPositions(dragged);
  change(({ moved }) => dragged.forEach((id) => moved.set(id, [Math.round(places[id].x), Math.round(places[id].y)])));
}

/** What is not connected with the choice, or with what is pointed at elsewhere, steps back. */
function drawChosen() {
  const id = chosenInPicture();
  const near = pointedAt || neighbourhood(id);
  const back = near ? new Set([...shown().drawn, ...drawnLines.getIds()].filter((each) => !near.has(each))) : new Set();
  const altered = [...back, ...faded].filter((each) => back.has(each) !== faded.has(each));
  const inSet = (set) => altered.filter((each) => set.get(each));
  drawnNodes.update(inSet(drawnNodes).map((each) => ({ id: each, opacity: back.has(each) ? FADED * 1.6 : 1 })));
  drawnLines.update(inSet(drawnLines).map((each) => ({ id: each, color: { ...lineOf(each).color, ...(back.has(each) ? { opacity: FADED } : {}) } })));
  faded = back;
  picture.unselectAll();
  if (shown().drawn.has(id)) picture.selectNodes([id], false);
  else if (shownLines().has(id)) picture.setSelection({ nodes: [], edges: [id] }, { highlightEdges: false });
}

/** Step back from all but these statements, as long as something points at them; null to end that. */
function pointAt(list) {
  pointedAt = list && new Set(list.flatMap((statement) => [statement.s, statement.o, edgeOf.get(statement.id), bundleOf.get(edgeOf.get(statement.id))]));
  drawChosen();
}

/** The node or line of the picture that stands for what is chosen. */
function chosenInPicture() {
  return edgeOf.get(state.chosen) || state.chosen;
}

/** Ids of the chosen node or line and of what touches it; null where nothing in the picture is chosen. */
function neighbourhood(id) {
  const line = lineOf(id);
  if (line) return new Set([id, line.from, line.to, ...(bundles.get(id)?.edges || [])]);
  if (!shown().drawn.has(id)) return null;
  const touching = [...shownLines()].map(lineOf).filter(({ from, to }) => from === id || to === id);
  return new Set([id, ...touching.flatMap((each) => [each.id, each.from, each.to])]);
}

/** Move the picture so that the chosen node or line is seen, with its surroundings. */
function focusChosen() {
  const near = neighbourhood(chosenInPicture());
  // What is hidden has no size to fit anything into: then it is done on coming back.
  if (near && state.view === "graph") fit([...near].filter((id) => shown().drawn.has(id)), 1.1);
}

/** Move the picture so that all that is left is seen. */
function focusShown() {
  if (state.view === "graph" && shown().drawn.size) fit([...shown().drawn], 1.1);
}

function comeBack() {
  if (state.view !== "graph") return;
  picture.setSize("100%", "100%");
  picture.redraw();
  focusChosen();
}

function fit(ids, closest = 1.3) {
  if (!ids.length) return;
  quietly(() => {
    picture.fit({ nodes: ids, animation: false, maxZoomLevel: closest, minZoomLevel: 0.01 });
    // Labels need room around the outermost nodes.
    picture.moveTo({ scale: picture.getScale() * 0.9 });
    grow();
  });
}

function zoom(factor) {
  quietly(() => {
    picture.moveTo({ scale: Math.min(4, Math.max(0.02, picture.getScale() * factor)) });
    grow();
  });
}

/** From afar nodes and lines are drawn larger than planned, in steps, so that they can still be told apart. */
function grow() {
  const wanted = Math.min(GROWTHS.find(([scale]) => picture.getScale() > scale)[1], shown().drawn.size > FEW_NODES ? 1 : Infinity);
  if (wanted === growth || drawnNodes.length > CROWD) return;
  growth = wanted;
  quietly(() => {
    drawnNodes.update(drawnNodes.getIds().map((id) => ({ id, size: nodes.get(id).size * growth })));
    drawnLines.update(drawnLines.getIds().map((id) => ({ id, width: lineOf(id).width * growth })));
  });
}

/** Where a node or the middle of a line is drawn. */
function placeOf(id) {
  return nodes.has(id) ? picture.getPosition(id) : picture.body.edges[id].edgeType.getPoint(0.5);
}

/** Where it is on the screen, in CSS pixels of the window. */
function screenPoint(place) {
  const { x, y } = picture.canvasToDOM(place);
  const box = container.getBoundingClientRect();
  return { x: x + box.left, y: y + box.top };
}

/** A point of the window at which a click hits this line and no other thing. */
function edgePoint(id) {
  if (!picture.body.edges[id]) return null;
  const curve = picture.body.edges[id].edgeType;
  for (let step = 0; step <= 40; step += 1) {
    const along = 0.5 + (step % 2 ? 1 : -1) * Math.ceil(step / 2) * 0.02;
    const place = picture.canvasToDOM(curve.getPoint(along));
    if (picture.getEdgeAt(place) === id && !picture.getNodeAt(place)) return screenPoint(curve.getPoint(along));
  }
  return null;
}
