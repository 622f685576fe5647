// Labels as on a map: always of a readable size, the weightiest first, and none where it would cover another.

const MOST_LABELS = 500;
const MOST_TRIED = 800; // nodes for whose label a place is looked for
// One node for so many pixels of the view is a main one: its label may cover lesser nodes, and the first three fifths are named in any case.
const AREA_OF_MAIN_NODE = 24000;
const LINE = 1.18;
// Where a label may stand beside its node, in units of the distance at which they touch; the best first.
const SPOTS = [[0, 1], [0, -1], [1, 0], [-1, 0], [0.6, 1], [-0.6, 1], [0.6, -1], [-0.6, -1], [0.9, 0.7], [0.9, -0.7], [-0.9, 0.7], [-0.9, -0.7], [0, 1.4], [0, -1.4]];
let named = []; // each node's label of the last drawing: id, box, and how to write it again
let edgeNames = []; // and each label of a line
const lineCache = new Map();

/** Called by vis-network after each drawing, in the coordinates of the network. */
function drawLabels(context) {
  const scale = picture.getScale();
  const ratio = context.canvas.width / context.canvas.clientWidth || 1;
  const style = getComputedStyle(document.documentElement);
  const ink = { text: style.getPropertyValue("--ink").trim(), halo: style.getPropertyValue("--paper").trim(), faint: style.getPropertyValue("--faint").trim() };
  const near = pointedAt || neighbourhood(chosenInPicture());
  const view = { width: context.canvas.clientWidth, height: context.canvas.clientHeight };
  const taken = new Boxes(view);
  const marks = new Boxes(view);
  taken.add(zoomButtons());
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  const inView = nodesInView(near, view, scale).filter((node) => !near || node.first);
  const main = (view.width * view.height) / AREA_OF_MAIN_NODE;
  inView.forEach((node, rank) => {
    if (node.radius > 2) marks.add({ ...square(node), weight: node.node.mass * (rank < main ? 10 : 1) });
  });
  named = [];
  edgeNames = [];
  const worded = linesWithLabels(near, scale);
  const chosen = worded.filter((edge) => edge.id === chosenInPicture());
  // What the reader asked for comes first, and the names of its ends make room for it.
  for (const edge of chosen) drawEdgeLabel(context, edge, taken, ink);
  for (const node of inView.slice(0, MOST_TRIED)) {
    if (named.length >= MOST_LABELS) break;
    const covers = named.length < main * 0.6 ? Infinity : named.length < main || node.first ? node.node.mass : 0;
    drawNodeLabel(context, node, covers, taken, marks, ink);
  }
  for (const edge of worded) if (!chosen.includes(edge)) drawEdgeLabel(context, edge, taken, ink);
  context.restore();
}

/** Nodes on the screen, in the order in which they get their labels: chosen, connected with it, then by weight. */
function nodesInView(near, view, scale) {
  const found = [];
  const all = picture.body.nodes;
  for (const id of shown().drawn) {
    const node = nodes.get(id);
    const body = all[id];
    if (!body) continue;
    const { x, y } = picture.canvasToDOM({ x: body.x, y: body.y });
    if (x < -50 || y < -30 || x > view.width + 50 || y > view.height + 30) continue;
    const first = (node.id === hovered ? 4 : 0) + (node.id === state.chosen ? 2 : 0) + (near && near.has(node.id) ? 1 : 0) + (state.kept.has(node.id) ? 1 : 0);
    found.push({ node, x, y, radius: node.size * growth * scale, first });
  }
  return found.sort((a, b) => b.first - a.first || b.node.mass - a.node.mass || (a.node.id < b.node.id ? -1 : 1));
}

/** A label beside its node where it covers no other label, and of other nodes the least, weighing together no more than `covers`. */
function drawNodeLabel(context, { node, x, y, radius, first }, covers, taken, marks, ink) {
  const size = node.font.size;
  context.font = `${node.mass >= 6 || first > 1 ? 600 : 400} ${size}px system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif`;
  const lines = linesOf(node.label);
  const width = Math.max(...lines.map((line) => context.measureText(line).width)) + 4;
  const height = lines.length * size * LINE + 2;
  const own = square({ x, y, radius });
  const across = radius + width / 2 + 3;
  const down = radius + height / 2 + 2;
  let best = null;
  for (const [right, below] of SPOTS) {
    const spot = { x: x + right * across, y: y + below * down };
    const box = around(spot, width, height);
    if (taken.hits(box, 0)) continue;
    const covered = marks.hits(box, best ? Math.min(covers, best.covered) : covers, own);
    if (!best || covered < best.covered) best = { ...spot, covered };
    if (covered === 0) break;
  }
  const free = best && best.covered <= covers ? best : first > 1 ? { x, y: y + down } : null;
  if (!free) return;
  const box = around(free, width, height);
  taken.add(box);
  const written = lines.map((text, index) => ({ text, x: free.x, y: free.y + (index - (lines.length - 1) / 2) * size * LINE }));
  named.push({ id: node.id, ...box, written, font: context.font, colour: ink.text });
  for (const { text, x: left, y: top } of written) haloed(context, text, left, top, ink.text, ink.halo);
}

/** Lines that say in words what they mean: the one pointed at, those of the choice, and all of them from near by. */
function linesWithLabels(near, scale) {
  const chosen = chosenInPicture();
  const rank = (id) => (id === hovered ? 2 : 0) + (id === chosen ? 1 : 0);
  const wanted = linesInPicture().filter((id) => rank(id) || (near ? near.has(id) : scale > 0.75));
  return wanted.sort((a, b) => rank(b) - rank(a)).map(lineOf);
}

function drawEdgeLabel(context, edge, taken, ink) {
  const forced = edge.id === hovered || edge.id === chosenInPicture();
  const { x, y } = picture.canvasToDOM(placeOf(edge.id));
  const size = forced ? 13 : 11.5;
  context.font = `italic ${forced ? 600 : 400} ${size}px system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif`;
  const box = around({ x, y }, context.measureText(edge.label).width + 4, size * LINE);
  if (taken.hits(box, 0) && !forced) return;
  taken.add(box);
  edgeNames.push({ id: edge.id, ...box, written: [{ text: edge.label, x, y }], font: context.font, colour: forced ? ink.text : ink.faint });
  haloed(context, edge.label, x, y, forced ? ink.text : ink.faint, ink.halo);
}

/** The place of the zoom buttons, under which no label would be read. */
function zoomButtons() {
  const inside = document.querySelector(".zoom").getBoundingClientRect();
  const whole = container.getBoundingClientRect();
  return { left: inside.left - whole.left, right: inside.right - whole.left, top: inside.top - whole.top, bottom: inside.bottom - whole.top };
}

function haloed(context, text, x, y, colour, halo) {
  context.lineWidth = 4;
  context.strokeStyle = halo;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

/** A long label in two lines of about the same length. */
function linesOf(text) {
  if (!lineCache.has(text)) lineCache.set(text, text.length > 16 ? halves(text) : [text]);
  return lineCache.get(text);
}

function halves(text) {
  const gaps = [...text.matchAll(/\s+/g)].map((gap) => gap.index);
  if (!gaps.length) return [text];
  const middle = text.length / 2;
  const cut = gaps.reduce((best, gap) => (Math.abs(gap - middle) < Math.abs(best - middle) ? gap : best));
  return [text.slice(0, cut), text.slice(cut).trim()];
}

function around({ x, y }, width, height) {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

function square({ x, y, radius }) {
  return around({ x, y }, 2 * radius, 2 * radius);
}

/** Boxes on the screen, kept by cells so that a question whether a place is free looks at few of them. */
class Boxes {
  constructor(view) {
    this.view = view;
    this.cells = new Map();
    this.turn = 0; // a box that lies in several cells is met once a question
  }

  add(box) {
    for (const key of cellsOf(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }

  /**
   * What the boxes that `box` meets weigh together, without the one in the place of `own`; most weigh 1, and so does the edge of the view.
   * Beyond `most` it is not counted on.
   */
  hits(box, most, own = null) {
    const outside = box.left < 0 || box.top < 0 || box.right > this.view.width || box.bottom > this.view.height;
    let sum = outside ? 1 : 0;
    this.turn += 1;
    for (const key of cellsOf(box)) {
      for (const other of this.cells.get(key) || []) {
        if (sum > most) return sum;
        if (other.turn === this.turn) continue;
        other.turn = this.turn;
        if (own && other.left === own.left && other.top === own.top && other.right === own.right) continue;
        if (box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top) sum += other.weight || 1;
      }
    }
    return sum;
  }
}

function cellsOf({ left, right, top, bottom }) {
  const keys = [];
  for (let x = Math.floor(left / 64); x <= Math.floor(right / 64); x += 1) {
    for (let y = Math.floor(top / 64); y <= Math.floor(bottom / 64); y += 1) keys.push(x * 65536 + y);
  }
  return keys;
}
