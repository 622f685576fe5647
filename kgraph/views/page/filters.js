// Legend and filter in one: each entry shows how a kind of thing is drawn, how often it occurs, and whether it is shown.

const FEW = 12; // entries of a long list that are shown before one asks or types
const MANY = 200; // and at most
const confidence = document.getElementById("confidence");
const listed = new Map(); // facet → what was typed to find entries, and whether all are asked for

function startFilters() {
  for (const facet of Object.keys(FACETS)) startFacet(facet);
  confidence.addEventListener("change", () => change(() => (state.least = Number(confidence.value))));
  on("filter", drawFilters);
  drawFilters();
  if (matchMedia("(max-width: 760px)").matches) document.getElementById("legend").open = false;
}

function startFacet(facet) {
  const values = valuesOf(facet);
  listed.set(facet, { sought: "", all: false });
  const box = document.getElementById(`filter-${facet}`);
  const heading = box.parentElement.querySelector("legend").textContent;
  const seek = (event) => {
    listed.get(facet).sought = folded(event.target.value.trim());
    drawFacet(facet);
  };
  const finder = element("input", { type: "search", class: "finder", placeholder: "Find in this list …", "aria-label": `Find in the list: ${heading}`, input: seek });
  const both = element(
    "p",
    { class: "both" },
    element("button", { type: "button", click: () => hide(facet, values, false), "aria-label": `${heading}: all` }, "all"),
    element("button", { type: "button", click: () => hide(facet, values, true), "aria-label": `${heading}: none` }, "none"),
  );
  box.replaceChildren(...(values.length > FEW && facet !== "class" ? [finder] : []), element("div", { class: "entries" }), ...(values.length > 2 ? [both] : []));
  // A facet with a single value has nothing to choose from, but belongs to the legend.
  box.parentElement.hidden = values.length === 0 || (values.length < 2 && ["speaker", "document"].includes(facet));
}

function drawFilters() {
  for (const facet of Object.keys(FACETS)) drawFacet(facet);
  confidence.value = String(state.least);
  document.getElementById("confidence-value").textContent = state.least ? `at least ${state.least}%` : "any";
}

/** Statuses in their own order, all else by number; of long lists the first, those sought, and those that are hidden. */
function drawFacet(facet) {
  const { sought, all } = listed.get(facet);
  const values = facet === "status" ? Object.keys(STATUS_WORDS).filter((status) => valuesOf(facet).includes(status)) : valuesOf(facet);
  const fitting = sought ? values.filter((value) => folded(facetWords(facet, value)).includes(sought)) : values;
  const most = facet === "class" || facet === "status" || all || sought ? MANY : FEW;
  const counts = countsOf(facet, data.statements.filter((statement) => passes(statement, facet)));
  const entries = document.getElementById(`filter-${facet}`).querySelector(".entries");
  const focused = entries.contains(document.activeElement) ? [document.activeElement.dataset.value, document.activeElement.tagName] : null;
  const more = fitting.length > most && !all && !sought;
  entries.replaceChildren(
    ...fitting.slice(0, most).map((value) => choice(facet, value, counts.get(value) || 0)),
    ...(more ? [element("button", { type: "button", class: "small", click: () => showAll(facet) }, `Show all ${fitting.length}`)] : []),
    ...(fitting.length > MANY ? [element("p", { class: "note" }, `${fitting.length - MANY} more: find them above.`)] : []),
  );
  if (focused) [...entries.querySelectorAll("input, button")].find((each) => each.dataset.value === focused[0] && each.tagName === focused[1])?.focus();
}

function showAll(facet) {
  listed.get(facet).all = true;
  drawFacet(facet);
}

function choice(facet, value, count) {
  const text = facetWords(facet, value);
  const box = element("input", { type: "checkbox", "data-facet": facet, "data-value": value, change: (event) => hide(facet, [value], !event.target.checked) });
  box.checked = !state.hidden.get(facet).has(value);
  const only = element("button", { type: "button", class: "only", "data-value": value, "aria-label": `Only ${text}`, click: () => showOnly(facet, [value]) }, "only");
  return element("div", { class: "entry" }, element("label", { class: "choice" }, box, swatch(facet, value), element("span", {}, text), element("small", {}, count.toLocaleString("en-GB"))), only);
}

function facetWords(facet, value) {
  if (facet === "document") return documents.get(value).title;
  if (facet === "status") return STATUS_WORDS[value];
  if (facet === "speaker") return value ? label(value) : "The document itself";
  return facet === "class" ? capital(words(value)) : words(value);
}
