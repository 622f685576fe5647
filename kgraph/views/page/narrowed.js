// What is filtered out is said, above the picture, with a way back from each step.

const hiddenNote = document.getElementById("hidden-note");
const chipList = document.getElementById("chips");
const resetButton = document.getElementById("reset");
const undoButton = document.getElementById("undo");
const redoButton = document.getElementById("redo");
const FACET_WORDS = { class: ["kind", "kinds"], status: ["status", "statuses"], predicate: ["property", "properties"], speaker: ["speaker", "speakers"], document: ["document", "documents"] };

function startNarrowed() {
  resetButton.addEventListener("click", () => {
    showEverything();
    fit(data.start);
  });
  undoButton.addEventListener("click", undo);
  redoButton.addEventListener("click", redo);
  on("filter", drawNarrowed);
  drawNarrowed();
}

function drawNarrowed() {
  const hidden = data.statements.length - shown().statements.length;
  const drawn = shown().drawn.size;
  const rest = shown().nodes.size - drawn;
  const parts = [
    hidden ? `${hidden.toLocaleString("en-GB")} of ${counted(data.statements.length, "statement")} hidden.` : "",
    rest ? `Drawn are the ${drawn.toLocaleString("en-GB")} best connected of ${shown().nodes.size.toLocaleString("en-GB")}; search or open others.` : "",
  ];
  hiddenNote.textContent = parts.filter(Boolean).join(" ");
  chipList.replaceChildren(...chips(rest).map(([text, undone]) => element("li", {}, element("button", { type: "button", class: "small", "aria-label": `Take back: ${text}`, click: () => change(undone) }, text, element("span", { "aria-hidden": "true" }, " ×")))));
  resetButton.disabled = narrowingText() === "";
  undoButton.disabled = !past.length;
  redoButton.disabled = !future.length;
}

/** Whether anything is taken out of sight. */
function isNarrowed() {
  return shown().statements.length < data.statements.length;
}

/** Each way in which the view is narrowed, in words, with the change that takes it back. */
function chips(rest) {
  const made = [];
  for (const [facet, hidden] of state.hidden) {
    const left = valuesOf(facet).filter((value) => !hidden.has(value));
    const text = left.length === 1 ? `only ${facetWords(facet, left[0])}` : `without ${counted(hidden.size, ...FACET_WORDS[facet])}`;
    const story = facet === "predicate" && STORIES.find(isTold);
    if (hidden.size) made.push([story ? story.title : text, () => state.hidden.set(facet, new Set())]);
  }
  if (state.least) made.push([`confidence at least ${state.least}%`, () => (state.least = 0)]);
  if (state.from !== null || state.to !== null) made.push([periodChip(), () => Object.assign(state, { from: null, to: null })]);
  if (!state.undated) made.push(["without undated", () => (state.undated = true)]);
  if (state.around) made.push([`${counted(state.around.hops, "step")} around ${label(state.around.id)}`, () => (state.around = null)]);
  if (state.path) made.push([`between ${label(state.path.from)} and ${label(state.path.to)}`, () => (state.path = null)]);
  if (state.gone.size) made.push([`without ${[...state.gone].slice(0, 2).map(label).join(", ")}${state.gone.size > 2 ? ` and ${state.gone.size - 2} more` : ""}`, () => state.gone.clear()]);
  if (state.kept.size) made.push([`${counted(state.kept.size, "actor")} pinned`, () => state.kept.clear()]);
  if (rest) made.push([`draw all ${shown().nodes.size.toLocaleString("en-GB")}`, () => (state.whole = true)]);
  return made;
}

function periodChip() {
  const whole = wholePeriod();
  return periodWords(state.from ?? whole?.first ?? state.to, state.to ?? whole?.last ?? state.from);
}
