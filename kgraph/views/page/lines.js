// Lines between nodes: an edge for one property, a bundle for several, which opens when it or one of its edges is chosen.

const PLAIN = "#7d848f";
const RED = "#d64541";
const DASHES = { actual: false, planned: [9, 6], possible: [2, 5] };
const bundleLines = new Map();

/** The edge or bundle as vis-network takes it; undefined for what is none. */
function lineOf(id) {
  if (!bundles.has(id)) return edges.get(id);
  if (!bundleLines.has(id)) bundleLines.set(id, bundleLine(bundles.get(id)));
  return bundleLines.get(id);
}

function bundleLine({ id, from, to, edges: ids }) {
  const members = ids.map((each) => edges.get(each));
  const red = members.filter((edge) => edge.color.color === RED).length;
  const number = members.reduce((sum, edge) => sum + edge.statements.length, 0);
  const directions = new Set(members.map((edge) => edge.from));
  const firmest = Object.keys(DASHES).find((status) => members.some((edge) => edge.status === status || (status === "actual" && edge.status === "denied")));
  const head = red === members.length ? "bar" : "arrow";
  const colour = red === members.length ? RED : PLAIN;
  return {
    id,
    from,
    to,
    label: `${members.length} relations`,
    width: Math.min(9, 4.5 + Math.sqrt(number)),
    color: { color: colour, highlight: red === members.length ? RED : "#1a73c7", opacity: 0.85 },
    dashes: DASHES[firmest],
    arrows: { to: { enabled: directions.has(from), type: head }, from: { enabled: directions.has(to), type: head } },
    smooth: { enabled: false },
    mixed: red > 0 && red < members.length,
    contested: members.some((edge) => edge.contested),
  };
}

/** The bundle whose edges are drawn singly, as it or one of them is chosen. */
function openBundle() {
  const id = chosenInPicture();
  return bundles.has(id) ? id : bundleOf.get(id);
}

/** The lines to draw: of several edges between two nodes that are left, their bundle, unless it is open. */
function shownLines() {
  const left = shown().edges;
  const lines = new Set();
  for (const id of left) {
    const bundle = bundleOf.get(id);
    const several = bundle && bundle !== openBundle() && bundles.get(bundle).edges.filter((each) => left.has(each)).length > 1;
    lines.add(several ? bundle : id);
  }
  return lines;
}

/** The lines that vis-network has by now: it draws in the middle of a change, too. */
function linesInPicture() {
  return [...shownLines()].filter((id) => picture.body.edges[id]);
}

/** What one states and another denies is a double line; a bundle with some edges against somebody has a red core. */
function drawDoubles(context) {
  const paper = getComputedStyle(document.documentElement).getPropertyValue("--paper").trim();
  context.save();
  for (const id of linesInPicture()) {
    const line = lineOf(id);
    if (!line.contested && !line.mixed) continue;
    const points = pathOf(id, 1);
    context.strokeStyle = line.contested ? paper : RED;
    context.globalAlpha = faded.has(id) ? FADED : 1;
    context.lineWidth = (line.contested ? 0.45 : 0.4) * line.width * growth;
    context.beginPath();
    points.forEach(({ x, y }) => context.lineTo(x, y));
    context.stroke();
  }
  context.restore();
}

/** Points along a line, between the rims of its two nodes. */
function pathOf(id, gap = 0) {
  const line = lineOf(id);
  const curve = picture.body.edges[id].edgeType;
  const ends = [line.from, line.to].map((node) => ({ ...picture.body.nodes[node], room: nodes.get(node).size * growth + gap }));
  const points = Array.from({ length: 25 }, (_, step) => curve.getPoint(step / 24));
  return points.filter((point) => ends.every((end) => Math.hypot(point.x - end.x, point.y - end.y) > end.room));
}
