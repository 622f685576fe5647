// The parts together: start them, and switch between picture and table.

const views = { graph: document.getElementById("graph-view"), table: tableView };
const viewButtons = { graph: document.getElementById("show-graph"), table: document.getElementById("show-table") };

function drawView() {
  for (const [name, section] of Object.entries(views)) section.hidden = state.view !== name;
  for (const [name, button] of Object.entries(viewButtons)) button.setAttribute("aria-pressed", String(state.view === name));
}

/** Without the browser's own jump, which would put the target in the place of the choice in the address. */
function skipTo(event) {
  event.preventDefault();
  const target = document.querySelector(event.target.getAttribute("href"));
  if (target === tableView) setView("table");
  target.focus();
}

for (const [name, button] of Object.entries(viewButtons)) button.addEventListener("click", () => setView(name));
for (const skip of document.querySelectorAll(".skip")) skip.addEventListener("click", skipTo);
on("view", drawView);
startCanvas();
startPanel();
startFilters();
startStories();
startNarrowed();
startTimeline();
startSearch();
startTable();
startTakeaway();
startKeys();
startAddress();
// The room that is left for the picture is known only now.
fit(data.start);
readAddress();

// For tests and for those who look into the page with the browser's own tools.
window.kgraph = {
  select: (id) => {
    choose(id);
    focusChosen();
  },
  nodePoint: (id) => screenPoint(placeOf(id)),
  edgePoint,
  edges: () => data.edges.map(({ id, from, to, predicate }) => ({ id, from, to, predicate })),
  shownEdges: () => [...shown().edges],
  lines: () => [...shownLines()],
  drawn: () => [...shown().drawn],
  labels: () => [...named, ...edgeNames].map(({ id, left, right, top, bottom }) => ({ id, left, right, top, bottom })),
  chosen: () => state.chosen,
};
