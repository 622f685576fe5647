// Legend and filter in one: each entry shows how a kind of thing is drawn, how often it occurs, and whether it is shown.

const SVG = "http://www.w3.org/2000/svg";
const STATUS_DASHES = { planned: "6 4", possible: "2 3" };
const hiddenNote = document.getElementById("hidden-note");
const resetButton = document.getElementById("reset");

function startFilters() {
  for (const facet of Object.keys(FACETS)) drawFacet(facet);
  resetButton.addEventListener("click", showEverything);
  on("filter", drawFilterState);
  drawFilterState();
  if (matchMedia("(max-width: 760px)").matches) document.getElementById("legend").open = false;
}

function drawFacet(facet) {
  const entries = facetEntries(facet);
  const all = entries.map(([value]) => value);
  const both = element(
    "p",
    { class: "both" },
    element("button", { type: "button", click: () => hide(facet, all, false) }, "all"),
    element("button", { type: "button", click: () => hide(facet, all, true) }, "none"),
  );
  document.getElementById(`filter-${facet}`).replaceChildren(...entries.map((entry) => choice(facet, ...entry)), ...(entries.length > 2 ? [both] : []));
}

/** Values of a facet with the number of statements, statuses in their own order, all else by number. */
function facetEntries(facet) {
  const counts = new Map();
  for (const statement of data.statements) for (const value of FACETS[facet](statement)) counts.set(value, (counts.get(value) || 0) + 1);
  if (facet === "status") return Object.keys(STATUS_WORDS).filter((status) => counts.has(status)).map((status) => [status, counts.get(status)]);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function choice(facet, value, count) {
  const change = (event) => hide(facet, [value], !event.target.checked);
  return element(
    "label",
    { class: "choice" },
    element("input", { type: "checkbox", checked: true, "data-facet": facet, "data-value": value, change }),
    swatch(facet, value),
    element("span", {}, facetWords(facet, value)),
    element("small", {}, count.toLocaleString("en-GB")),
  );
}

function facetWords(facet, value) {
  if (facet === "document") return documents.get(value).title;
  if (facet === "status") return STATUS_WORDS[value];
  return facet === "class" ? capital(words(value)) : words(value);
}

function swatch(facet, value) {
  if (facet === "class") return shapeSwatch(...(data.looks[value] || data.look));
  if (facet === "status") return lineSwatch(value === "denied" || value === "contested", STATUS_DASHES[value]);
  if (facet === "predicate") return lineSwatch(against.has(value));
  return null;
}

function shapeSwatch(colour, shape) {
  const corners = {
    square: "2,2 14,2 14,14 2,14",
    triangle: "8,1 15,14 1,14",
    triangleDown: "8,15 15,2 1,2",
    diamond: "8,1 15,8 8,15 1,8",
    star: "8,0 10,6 16,6 11,10 13,16 8,12 3,16 5,10 0,6 6,6",
    hexagon: "4,2 12,2 16,8 12,14 4,14 0,8",
  };
  const drawn = corners[shape] ? svg("polygon", { points: corners[shape], fill: colour }) : svg("circle", { cx: 8, cy: 8, r: 6.5, fill: colour });
  return swatchPicture(16, drawn);
}

function lineSwatch(red, dashes) {
  const line = svg("line", { x1: 0, y1: 8, x2: 26, y2: 8, "stroke-width": 2.5, class: red ? "red" : "plain" });
  if (dashes) line.setAttribute("stroke-dasharray", dashes);
  return swatchPicture(26, line);
}

function swatchPicture(width, drawn) {
  const made = svg("svg", { width, height: 16, viewBox: `0 0 ${width} 16`, "aria-hidden": "true" });
  made.append(drawn);
  return made;
}

function svg(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function drawFilterState() {
  for (const box of document.querySelectorAll("#filters input")) box.checked = !state.hidden.get(box.dataset.facet).has(box.dataset.value);
  const hidden = data.statements.length - passing().length;
  const filtered = [...state.hidden.values()].some((set) => set.size);
  hiddenNote.textContent = hidden ? `${hidden.toLocaleString("en-GB")} of ${counted(data.statements.length, "statement")} hidden.` : "";
  resetButton.disabled = !filtered;
}
