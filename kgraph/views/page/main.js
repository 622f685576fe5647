// The parts together: start them, keep the choice in the address, and let Escape close what is open.

const views = { graph: document.getElementById("graph-view"), table: tableView };
const viewButtons = { graph: document.getElementById("show-graph"), table: document.getElementById("show-table") };

function drawView() {
  for (const [name, section] of Object.entries(views)) section.hidden = state.view !== name;
  for (const [name, button] of Object.entries(viewButtons)) button.setAttribute("aria-pressed", String(state.view === name));
}

function chooseFromAddress() {
  const id = decodedHash();
  if (id === (state.chosen || "")) return;
  choose(id || null);
  focusChosen();
}

function decodedHash() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch (error) {
    // An address that somebody shortened in the middle of a letter leads to nothing chosen.
    return "";
  }
}

function keepInAddress() {
  const hash = state.chosen ? `#${encodeURIComponent(state.chosen)}` : "";
  if (hash !== location.hash) history.replaceState(null, "", hash || location.pathname + location.search);
}

/** Without the browser's own jump, which would put the target in the place of the choice in the address. */
function skipTo(event) {
  event.preventDefault();
  const target = document.querySelector(event.target.getAttribute("href"));
  if (target === tableView) setView("table");
  target.focus();
}

function startMain() {
  for (const [name, button] of Object.entries(viewButtons)) button.addEventListener("click", () => setView(name));
  for (const skip of document.querySelectorAll(".skip")) skip.addEventListener("click", skipTo);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.chosen) choose(null);
  });
  addEventListener("hashchange", chooseFromAddress);
  on("view", drawView);
  on("choice", keepInAddress);
}

startMain();
startPanel();
startFilters();
startSearch();
startTable();
startCanvas();
chooseFromAddress();

window.kgraph = {
  select: (id) => {
    choose(id);
    focusChosen();
  },
  nodePoint: (id) => screenPoint(placeOf(id)),
  edgePoint,
  edges: () => data.edges.map(({ id, from, to, predicate }) => ({ id, from, to, predicate })),
  labels: () => named,
  chosen: () => state.chosen,
};
