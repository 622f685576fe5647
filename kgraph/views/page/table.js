// The same statements as lines of a table, for reading, sorting and for those who do not see the picture.

const SLICE = 500;
const COLUMNS = [
  { title: "Who", value: (statement) => label(statement.s) },
  { title: "Does", value: (statement) => words(statement.p) },
  { title: "Whom or what", value: (statement) => label(statement.o) },
  { title: "How it stands", value: (statement) => STATUS_WORDS[standing(statement)] },
  { title: "When", value: (statement) => statement.date || "", text: dateWords },
  { title: "According to", value: (statement) => (statement.by ? label(statement.by) : "") },
  { title: "Document", value: (statement) => documents.get(statement.d).title },
];
const columnRow = document.getElementById("columns");
const lineBody = document.getElementById("lines");
const tableView = document.getElementById("table-view");
const sorting = { column: null, falling: false, shown: SLICE };

function startTable() {
  columnRow.replaceChildren(
    ...COLUMNS.map((column) => element("th", { scope: "col" }, element("button", { type: "button", click: () => sortBy(column) }, column.title, element("span", { class: "arrow", "aria-hidden": "true" })))),
  );
  on("filter", drawTable);
  on("view", drawTable);
  on("choice", markLine);
}

function sortBy(column) {
  sorting.falling = sorting.column === column && !sorting.falling;
  sorting.column = column;
  drawTable();
}

function drawTable() {
  if (state.view !== "table") return;
  const sorted = inOrder(shown().statements);
  const rest = sorted.length - sorting.shown;
  const more = element("button", { type: "button", click: showMore }, `Show ${counted(Math.min(rest, SLICE), "more line", "more lines")} of ${rest}`);
  lineBody.replaceChildren(
    ...sorted.slice(0, sorting.shown).map(line),
    ...(rest > 0 ? [element("tr", {}, element("td", { colspan: COLUMNS.length }, more))] : []),
    ...(sorted.length ? [] : [element("tr", {}, element("td", { colspan: COLUMNS.length }, "No statement passes the filters."))]),
  );
  [...columnRow.children].forEach((header, index) => {
    const direction = sorting.column === COLUMNS[index] ? (sorting.falling ? "descending" : "ascending") : "none";
    header.setAttribute("aria-sort", direction);
    header.querySelector(".arrow").textContent = { ascending: " ▲", descending: " ▼", none: "" }[direction];
  });
  markLine();
}

function showMore() {
  sorting.shown += SLICE;
  drawTable();
}

/** Empty values last, whichever way; equal ones in the order of the documents. */
function inOrder(list) {
  const { column, falling } = sorting;
  if (!column) return list;
  const keyed = list.map((statement, index) => ({ statement, index, value: folded(column.value(statement)) }));
  const compare = (a, b) => (!a.value - !b.value) || (falling ? -1 : 1) * a.value.localeCompare(b.value, "en") || a.index - b.index;
  return keyed.sort(compare).map(({ statement }) => statement);
}

function line(statement) {
  const [first, ...rest] = COLUMNS.map(({ value, text }) => (text ? text(value(statement)) : value(statement)));
  const open = () => {
    choose(statement.id);
    revealPanel();
  };
  const name = `Read the sentence: ${first} ${words(statement.p)} ${label(statement.o)}`;
  return element(
    "tr",
    { "data-statement": statement.id },
    element("td", {}, element("button", { type: "button", "aria-label": name, click: open }, first)),
    ...rest.map((cell) => element("td", {}, cell)),
  );
}

function markLine() {
  if (state.view !== "table") return;
  for (const row of lineBody.children) row.classList.toggle("chosen", row.dataset.statement === state.chosen);
}
