// The picture by keyboard, and the keys of the page.

function startKeys() {
  const frame = container.querySelector(".vis-network");
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-label", "Network of actors. N and P go from actor to actor, L from line to line of the chosen one. Arrow keys move the picture, plus and minus zoom, 0 shows all of it. The table holds the same statements.");
  frame.addEventListener("keydown", moveByKey);
  document.addEventListener("keydown", pageKey);
  const help = document.getElementById("help");
  document.getElementById("show-help").addEventListener("click", () => help.showModal());
}

function pageKey(event) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox" && event.target.type !== "range";
  if (event.key === "Escape" && document.getElementById("takeaway").open) document.getElementById("takeaway").open = false;
  else if (event.key === "Escape" && state.chosen && !document.querySelector("dialog[open]")) choose(null);
  else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !typing) {
    event.preventDefault();
    event.shiftKey ? redo() : undo();
  }
}

function moveByKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const step = steps[event.key];
  const key = event.key.toLowerCase();
  if (step) {
    const { x, y } = picture.getViewPosition();
    const length = 60 / picture.getScale();
    picture.moveTo({ position: { x: x + step[0] * length, y: y + step[1] * length } });
  } else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(1 / 1.25);
  else if (event.key === "0") fit([...shown().drawn]);
  else if (key === "n" || key === "p") walkTo(actorsByWeight(), key === "n" ? 1 : -1);
  else if (key === "l") walkTo(linesOfChoice(), event.shiftKey ? -1 : 1);
  else if (event.key === "Enter" && state.chosen) panel.focus();
  else return;
  event.preventDefault();
}

/** Choose the next of these after the one that is chosen. */
function walkTo(ids, step) {
  if (!ids.length) return;
  const at = ids.indexOf(chosenInPicture());
  choose(ids[at < 0 ? (step > 0 ? 0 : ids.length - 1) : (at + step + ids.length) % ids.length]);
  focusChosen();
}

function actorsByWeight() {
  return [...shown().drawn].sort((a, b) => nodes.get(b).mass - nodes.get(a).mass || (a < b ? -1 : 1));
}

let walkedFrom = null; // the node whose lines one goes along
function linesOfChoice() {
  const id = chosenInPicture();
  if (nodes.has(id)) walkedFrom = id;
  return [...shown().edges].filter((edge) => edges.get(edge).from === walkedFrom || edges.get(edge).to === walkedFrom).sort();
}
