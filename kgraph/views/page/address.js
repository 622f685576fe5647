// The state as text: what stands behind # in the address, so that a view can be mailed, and what undo goes back to.

/** What narrows the view, without what is chosen in it. */
function narrowingText() {
  const text = new URLSearchParams();
  for (const [facet, hidden] of state.hidden) {
    if (!hidden.size) continue;
    const left = valuesOf(facet).filter((value) => !hidden.has(value));
    const [key, values] = left.length < hidden.size ? [`only.${facet}`, left] : [`not.${facet}`, [...hidden].sort()];
    if (values.length) for (const value of values) text.append(key, value);
    else text.append(`none.${facet}`, "1");
  }
  if (state.least) text.set("least", String(state.least));
  if (state.from !== null) text.set("from", monthText(state.from));
  if (state.to !== null) text.set("to", monthText(state.to));
  if (!state.undated) text.set("undated", "no");
  if (state.dating !== "event") text.set("dated", state.dating);
  if (state.around) text.set("around", `${state.around.hops} ${state.around.id}`);
  if (state.path) {
    text.set("between", state.path.from);
    text.set("and", state.path.to);
  }
  for (const id of state.gone) text.append("hide", id);
  for (const id of state.kept) text.append("pin", id);
  for (const [id, [x, y]] of state.moved) text.append("at", `${Math.round(x)} ${Math.round(y)} ${id}`);
  for (const id of state.opened) text.append("open", id);
  if (state.whole) text.set("all", "yes");
  return text.toString();
}

/** Take the state from such text; what it names and the page does not know is passed over. */
function readNarrowing(written) {
  const text = new URLSearchParams(written);
  const fresh = unnarrowed();
  const known = (key) => text.getAll(key).filter((id) => nodes.has(id));
  for (const facet of fresh.hidden.keys()) {
    const only = new Set(text.getAll(`only.${facet}`));
    const not = new Set(text.getAll(`not.${facet}`));
    const left = (value) => !text.has(`none.${facet}`) && (only.size ? only.has(value) : !not.has(value));
    fresh.hidden.set(facet, new Set(valuesOf(facet).filter((value) => !left(value))));
  }
  const month = (key) => monthsOf(text.get(key));
  const [hops, around] = (text.get("around") || "").split(/ (.*)/);
  const ends = [text.get("between"), text.get("and")];
  Object.assign(state, fresh, {
    least: Math.min(100, Math.max(0, Math.round(Number(text.get("least"))) || 0)),
    from: month("from") && month("from").first,
    to: month("to") && month("to").last,
    undated: text.get("undated") !== "no",
    dating: text.get("dated") === "report" ? "report" : "event",
    around: nodes.has(around) && ["1", "2", "3"].includes(hops) ? { id: around, hops: Number(hops) } : null,
    path: ends.every((id) => nodes.has(id)) ? { from: ends[0], to: ends[1] } : null,
    gone: new Set(known("hide")),
    kept: new Set(known("pin")),
    moved: new Map(text.getAll("at").map((each) => each.split(/ (.*?) (.*)/)).filter(([x, y, id]) => nodes.has(id) && isFinite(x) && isFinite(y)).map(([x, y, id]) => [id, [Number(x), Number(y)]])),
    opened: new Set(known("open")),
    whole: text.get("all") === "yes",
  });
}

/** All of the state as it stands in the address. */
function addressText() {
  const view = new URLSearchParams();
  if (state.chosen !== null) view.set("choice", state.chosen);
  if (state.view !== "graph") view.set("view", state.view);
  return [view.toString(), narrowingText()].filter(Boolean).join("&");
}

function keepInAddress() {
  const text = addressText();
  if (text !== location.hash.slice(1)) history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
}

/** Take the state from the address. A bare identifier, as citations give it, is a choice. */
function readAddress() {
  const text = location.hash.slice(1);
  if (text === addressText()) return;
  const bare = decoded(text);
  const isBare = [entities, edges, statements].some((kind) => kind.has(bare));
  const view = new URLSearchParams(isBare ? "" : text);
  readNarrowing(isBare ? "" : text);
  tell("filter");
  setView(view.get("view") === "table" ? "table" : "graph");
  choose(isBare ? bare : view.get("choice"));
  focusChosen();
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    // An address that somebody shortened in the middle of a letter leads to nothing chosen.
    return "";
  }
}

function startAddress() {
  addEventListener("hashchange", readAddress);
  for (const event of ["filter", "choice", "view"]) on(event, keepInAddress);
}
