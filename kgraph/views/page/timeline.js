// The dated statements along time: bars that narrow to their period and point at their lines, and a slider with two ends.

const BAR = 25; // pixels across that a bar needs to be hit by a finger
const timeSection = document.getElementById("time");
const bars = document.getElementById("bars");
const ends = { from: document.getElementById("from"), to: document.getElementById("to") };
const periodOutput = document.getElementById("period");
const undatedBox = document.getElementById("undated");
const datingBox = document.getElementById("dating");

function startTimeline() {
  timeSection.hidden = !wholePeriod("event") && !wholePeriod("report");
  if (timeSection.hidden) return;
  if (!wholePeriod("event")) datingBox.querySelector("[value=event]").disabled = true;
  if (!wholePeriod("report")) datingBox.querySelector("[value=report]").disabled = true;
  for (const [end, slider] of Object.entries(ends)) {
    slider.addEventListener("input", () => sayPeriod(...slid(end)));
    slider.addEventListener("change", () => narrowTo(...slid(end)));
  }
  undatedBox.addEventListener("change", () => change(() => (state.undated = undatedBox.checked)));
  datingBox.addEventListener("change", () => change(() => Object.assign(state, { dating: datingBox.value, from: null, to: null })));
  on("filter", drawTimeline);
  on("choice", drawBars);
  drawTimeline();
}

function period() {
  const whole = wholePeriod() || { first: 0, last: 11 };
  return { first: state.from ?? whole.first, last: state.to ?? whole.last };
}

/** Where the two ends stand; the one that is pushed takes the other along. */
function slid(moved) {
  let [first, last] = [Number(ends.from.value), Number(ends.to.value)];
  if (first > last) moved === "from" ? (last = first) : (first = last);
  return [first, last];
}

function narrowTo(first, last) {
  const whole = wholePeriod();
  change(() => Object.assign(state, { from: first <= whole.first ? null : first, to: last >= whole.last ? null : last }));
}

function drawTimeline() {
  const whole = wholePeriod();
  const { first, last } = period();
  for (const slider of Object.values(ends)) {
    slider.disabled = !whole;
    [slider.min, slider.max] = whole ? [whole.first, whole.last].map(String) : ["0", "11"];
  }
  [ends.from.value, ends.to.value] = [first, last].map(String);
  undatedBox.checked = state.undated;
  datingBox.value = state.dating;
  sayPeriod(first, last);
  drawBars();
}

function sayPeriod(first, last) {
  const undated = data.statements.filter((statement) => !spanOf(statement)).length;
  periodOutput.textContent = wholePeriod() ? periodWords(first, last) : "no dates";
  document.getElementById("undated-number").textContent = undated.toLocaleString("en-GB");
  ends.from.setAttribute("aria-valuetext", dateWords(monthText(Number(ends.from.value))));
  ends.to.setAttribute("aria-valuetext", dateWords(monthText(Number(ends.to.value))));
}

function drawBars() {
  const bins = timeBins();
  const highest = Math.max(1, ...bins.map(({ list }) => list.length));
  const chosen = chosenStatements();
  const focused = bars.contains(document.activeElement) ? document.activeElement.dataset.bin : null;
  bars.replaceChildren(...bins.map((bin, at) => bar(bin, highest, chosen, at % Math.ceil(bins.length / 14) === 0)));
  if (focused) bars.querySelector(`[data-bin="${focused}"]`)?.focus();
}

/** Years or, where there is room, the months of the years, each with the statements that pass all but the period. */
function timeBins() {
  const { first, last } = period();
  const months = ((last - first) / 12 + 1) * 13 * BAR <= bars.clientWidth || yearOf(first) === yearOf(last);
  const bins = new Map();
  const bin = (from, to) => bins.set(`${from} ${to}`, { first: from, last: to, list: [] });
  const whole = wholePeriod() || { first: 0, last: -1 };
  for (let year = yearOf(first); year <= last; year += 12) {
    // The year itself stands before its months, with what is dated by it only.
    bin(year, year + 11);
    if (months) for (let month = Math.max(year, whole.first); month <= Math.min(year + 11, whole.last); month += 1) bin(month, month);
  }
  for (const statement of data.statements) {
    const span = spanOf(statement);
    if (!span || !passes(statement, "period")) continue;
    const key = months && span.first === span.last ? `${span.first} ${span.last}` : `${yearOf(span.first)} ${yearOf(span.first) + 11}`;
    if (bins.has(key)) bins.get(key).list.push(statement);
  }
  return [...bins.values()].sort((a, b) => a.first - b.first || b.last - a.last);
}

function yearOf(month) {
  return month - (month % 12);
}

function bar({ first, last, list }, highest, chosen, written) {
  const words = periodWords(first, last);
  const opposed = list.filter(opposes);
  const here = list.filter((statement) => chosen.has(statement.id));
  const height = (number) => `${Math.round((100 * number) / highest)}%`;
  const stack = element("span", { class: "stack", "aria-hidden": "true" }, ...[["all", list], ["red", opposed], ["here", here]].map(([kind, part]) => piece(kind, height(part.length))));
  const text = element("span", { class: "bin", "aria-hidden": "true" }, written ? binText(first, last) : "");
  const number = `${words}: ${counted(list.length, "statement")}${opposed.length ? `, ${opposed.length} against somebody or denied` : ""}`;
  const said = `${number}${here.length ? `, ${here.length} of the choice` : ""}. Narrow to it.`;
  const toggle = () => (state.from === first && state.to === last ? narrowTo(-Infinity, Infinity) : change(() => Object.assign(state, { from: first, to: last, undated: false })));
  const point = () => list.length && pointAt(list);
  const away = () => pointedAt && pointAt(null);
  return element("button", { type: "button", "data-bin": `${first} ${last}`, class: last < period().first || first > period().last ? "out" : null, "aria-label": said, title: number, click: toggle, mouseenter: point, mouseleave: away, focus: point, blur: away }, stack, text);
}

function piece(kind, height) {
  const made = element("span", { class: kind });
  made.style.height = height;
  return made;
}

function binText(first, last) {
  if (first === last) return `${MONTHS[first % 12].slice(0, 3)} ${String(Math.floor(first / 12)).slice(2)}`;
  return String(Math.floor(first / 12));
}

function chosenStatements() {
  const id = state.chosen;
  if (statements.has(id)) return new Set([id]);
  if (entities.has(id)) return new Set(statementsOf.get(id).map((statement) => statement.id));
  return new Set((bundles.has(id) ? bundles.get(id).edges : [id]).flatMap((each) => edges.get(each)?.statements || []));
}
