// How kinds of things and lines are drawn, small enough for the legend.

const SVG = "http://www.w3.org/2000/svg";
const STATUS_DASHES = { planned: "6 4", possible: "2 3" };
const CORNERS = {
  square: "2,2 14,2 14,14 2,14",
  triangle: "8,1 15,14 1,14",
  triangleDown: "8,15 15,2 1,2",
  diamond: "8,1 15,8 8,15 1,8",
  star: "8,0 10,6 16,6 11,10 13,16 8,12 3,16 5,10 0,6 6,6",
  hexagon: "4,2 12,2 16,8 12,14 4,14 0,8",
};

function swatch(facet, value) {
  if (facet === "class") return shapeSwatch(...(data.looks[value] || data.look));
  if (facet === "status") return lineSwatch(value === "denied" || value === "contested", STATUS_DASHES[value], value === "contested");
  if (facet === "predicate") return lineSwatch(against.has(value));
  return null;
}

function shapeSwatch(colour, shape) {
  const drawn = CORNERS[shape] ? svg("polygon", { points: CORNERS[shape], fill: colour }) : svg("circle", { cx: 8, cy: 8, r: 6.5, fill: colour });
  return swatchPicture(16, drawn);
}

/** What is red also ends in a bar, for those who do not see red. */
function lineSwatch(red, dashes, double) {
  const line = (y) => svg("line", { x1: 0, y1: y, x2: 26, y2: y, "stroke-width": double ? 1.5 : 2.5, class: red ? "red" : "plain", ...(dashes ? { "stroke-dasharray": dashes } : {}) });
  const end = red ? [svg("line", { x1: 25, y1: 3, x2: 25, y2: 13, "stroke-width": 2, class: "red" })] : [];
  return swatchPicture(27, ...(double ? [line(6), line(10)] : [line(8)]), ...end);
}

function swatchPicture(width, ...drawn) {
  const made = svg("svg", { width, height: 16, viewBox: `0 0 ${width} 16`, "aria-hidden": "true" });
  made.append(...drawn);
  return made;
}

function svg(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
