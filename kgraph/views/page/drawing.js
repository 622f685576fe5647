// The picture as SVG: the same nodes, lines and labels that stand on the screen.

function svgText() {
  const style = getComputedStyle(document.documentElement);
  const [ink, paper] = ["--ink", "--paper"].map((name) => style.getPropertyValue(name).trim());
  const { clientWidth: width, clientHeight: height } = container.querySelector("canvas");
  const [title, note] = pictureWords();
  const drawn = svg(
    "svg",
    { xmlns: SVG, width, height: height + 44, viewBox: `0 0 ${width} ${height + 44}`, "font-family": "system-ui, sans-serif" },
    svg("title", {}, clean(title)),
    svg("rect", { width, height: height + 44, fill: paper }),
    svg("g", { fill: "none" }, ...[...shownLines()].flatMap(drawnLine)),
    svg("g", {}, ...[...shown().drawn].map(drawnNode)),
    svg("g", { "text-anchor": "middle", "paint-order": "stroke", stroke: paper, "stroke-width": 4, "stroke-linejoin": "round" }, ...[...edgeNames, ...named].flatMap(drawnLabel)),
    svg("text", { x: 12, y: height + 18, "font-size": 14, "font-weight": 600, fill: ink }, clean(title)),
    svg("text", { x: 12, y: height + 36, "font-size": 11, fill: ink }, clean(note)),
  );
  return new XMLSerializer().serializeToString(drawn);
}

function drawnLine(id) {
  const line = lineOf(id);
  const points = pathOf(id, 2).map((point) => picture.canvasToDOM(point));
  if (points.length < 2) return [];
  const scale = picture.getScale();
  const width = Math.max(0.6, line.width * scale);
  const path = `M${points.map(({ x, y }) => `${round(x)} ${round(y)}`).join("L")}`;
  const dashes = line.dashes ? { "stroke-dasharray": line.dashes.map((dash) => round(dash * scale)).join(" ") } : {};
  const opacity = faded.has(id) ? FADED : 0.85;
  const stroke = svg("path", { d: path, stroke: line.color.color, "stroke-width": round(width), opacity, ...dashes });
  const inner = line.contested ? [svg("path", { d: path, stroke: getComputedStyle(document.documentElement).getPropertyValue("--paper").trim(), "stroke-width": round(width * 0.45) })] : [];
  const head = line.color.color === RED ? barHead : arrowHead;
  const heads = line.arrows?.from?.enabled ? [[points[1], points[0]]] : [];
  if (line.arrows?.to?.enabled !== false) heads.push([points[points.length - 2], points[points.length - 1]]);
  return [stroke, ...inner, ...heads.map(([before, tip]) => head(before, tip, width + 3, line.color.color, opacity))];
}

function arrowHead(before, tip, size, colour, opacity) {
  const angle = Math.atan2(tip.y - before.y, tip.x - before.x);
  const corner = (turn, length) => `${round(tip.x - length * Math.cos(angle + turn))},${round(tip.y - length * Math.sin(angle + turn))}`;
  return svg("polygon", { points: [corner(0, 0), corner(0.45, size * 1.8), corner(-0.45, size * 1.8)].join(" "), fill: colour, opacity });
}

/** A bar across the end of what is against somebody. */
function barHead(before, tip, size, colour, opacity) {
  const angle = Math.atan2(tip.y - before.y, tip.x - before.x) + Math.PI / 2;
  const [x, y] = [size * Math.cos(angle), size * Math.sin(angle)];
  return svg("line", { x1: round(tip.x - x), y1: round(tip.y - y), x2: round(tip.x + x), y2: round(tip.y + y), stroke: colour, "stroke-width": round(size / 2), opacity });
}

function drawnNode(id) {
  const { shape, color, size } = nodes.get(id);
  const { x, y } = picture.canvasToDOM(picture.getPosition(id));
  const radius = size * growth * picture.getScale();
  const look = { fill: color.background, "fill-opacity": faded.has(id) ? FADED * 1.6 : 1 };
  const name = svg("title", {}, clean(label(id)));
  if (!CORNERS[shape]) return svg("circle", { cx: round(x), cy: round(y), r: round(radius), ...look }, name);
  return svg("polygon", { points: CORNERS[shape], transform: `translate(${round(x)} ${round(y)}) scale(${round(radius / 8)}) translate(-8 -8)`, ...look }, name);
}

function drawnLabel({ written, font, colour }) {
  const size = Number(/([\d.]+)px/.exec(font)[1]);
  const face = { "font-size": size, "font-weight": /600/.test(font) ? 600 : 400, "font-style": /italic/.test(font) ? "italic" : "normal", fill: colour };
  return written.map(({ text, x, y }) => svg("text", { x: round(x), y: round(y + size * 0.35), ...face }, clean(text)));
}

/** XML has no place for most control characters and for halves of characters. */
function clean(text) {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}

function round(number) {
  return Math.round(number * 100) / 100;
}
