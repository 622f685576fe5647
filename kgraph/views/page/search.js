// Find an actor by any of its names: a combobox that shows what fits while one types.

const MOST_FOUND = 12;
const searchBox = document.getElementById("search");
const foundList = document.getElementById("found");
let found = [];
let active = -1;
let oneEnd = null; // of a connection whose other end is asked for

function startSearch() {
  searchBox.addEventListener("input", () => openFound(search(searchBox.value)));
  searchBox.addEventListener("keydown", searchByKey);
  searchBox.addEventListener("blur", closeFound);
  // Without this, pressing on a name takes the focus from the box and closes the list before the click arrives.
  foundList.addEventListener("mousedown", (event) => event.preventDefault());
}

/** Entities one of whose names holds the text: at its start, at the start of a word, or anywhere; then the weightiest. */
function search(text) {
  const sought = folded(text.trim());
  if (!sought) return [];
  const hits = [];
  for (const entity of data.entities) {
    let best = null;
    for (const name of [entity.label, ...entity.names]) {
      const rank = rankOf(folded(name), sought);
      if (rank !== null && (best === null || rank < best.rank)) best = { entity, name, rank };
    }
    if (best) hits.push(best);
  }
  const weight = ({ entity }) => statementsOf.get(entity.id).length;
  return hits.sort((a, b) => a.rank - b.rank || weight(b) - weight(a) || a.entity.label.localeCompare(b.entity.label, "en")).slice(0, MOST_FOUND);
}

function rankOf(name, sought) {
  const at = name.indexOf(sought);
  if (at < 0) return null;
  if (at === 0) return 0;
  return name.includes(` ${sought}`) ? 1 : 2;
}

function openFound(hits) {
  found = hits;
  active = hits.length ? 0 : -1;
  const empty = searchBox.value.trim() && !hits.length;
  foundList.replaceChildren(...hits.map(foundItem), ...(empty ? [element("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "No name holds this.")] : []));
  foundList.hidden = !foundList.children.length;
  searchBox.setAttribute("aria-expanded", String(!foundList.hidden));
  markActive();
}

function foundItem({ entity, name }, index) {
  const other = name === entity.label ? "" : ` · ${name}`;
  return element(
    "li",
    { role: "option", id: `found-${index}`, click: () => take(index) },
    entity.label,
    element("small", {}, `${other} · ${words(entity.type)}`),
  );
}

function markActive() {
  [...foundList.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === active)));
  if (active >= 0) {
    searchBox.setAttribute("aria-activedescendant", `found-${active}`);
    foundList.children[active].scrollIntoView({ block: "nearest" });
  } else searchBox.removeAttribute("aria-activedescendant");
}

function searchByKey(event) {
  if (event.key === "Escape" && (!foundList.hidden || oneEnd)) {
    closeFound();
    askForName();
    event.stopPropagation();
  } else if (event.key === "Enter" && active >= 0) take(active);
  else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && found.length) {
    active = (active + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
    markActive();
  } else return;
  event.preventDefault();
}

/** The next name that is taken is the other end of a connection from this one. */
function askForOtherEnd(id) {
  oneEnd = id;
  searchBox.value = "";
  searchBox.placeholder = `Connect ${label(id)} with …`;
  document.getElementById("search-label").textContent = searchBox.placeholder;
  searchBox.focus();
}

function askForName() {
  oneEnd = null;
  searchBox.placeholder = "Find a name …";
  document.getElementById("search-label").textContent = "Find a name";
}

function connect(from, to) {
  askForName();
  searchBox.value = "";
  choose(null);
  change(() => Object.assign(state, { path: { from, to }, around: null }));
  focusShown();
  revealPanel();
}

function take(index) {
  const { entity } = found[index];
  searchBox.value = entity.label;
  closeFound();
  if (oneEnd && nodes.has(entity.id) && entity.id !== oneEnd) return connect(oneEnd, entity.id);
  choose(entity.id);
  focusChosen();
  revealPanel();
  return null;
}

function closeFound() {
  found = [];
  active = -1;
  foundList.hidden = true;
  searchBox.setAttribute("aria-expanded", "false");
  searchBox.removeAttribute("aria-activedescendant");
}
