// Statements as they are quoted elsewhere: words, source and the address of the statement.

/** “The Met flies nine drones.” The Gazette, “Met wants drones”, 28 May 2026, https://… (kgraph: Met uses drones, planned) */
function citation(statement) {
  const source = documents.get(statement.d);
  const where = [source.publisher, `“${source.title}”`, source.date && dateWords(source.date), source.url].filter(Boolean).join(", ");
  return `“${oneLine(statement.q)}” ${where} (kgraph: ${claim(statement)}; ${statement.id})`;
}

/** The statement in words, with all that qualifies it. */
function claim(statement) {
  const how = [
    standing(statement) === "actual" ? null : STATUS_WORDS[standing(statement)].toLowerCase(),
    statement.by ? `according to ${label(statement.by)}` : null,
    statement.date ? dateWords(statement.date) : null,
  ];
  return [`${label(statement.s)} ${words(statement.p)} ${label(statement.o)}`, ...how].filter(Boolean).map(oneLine).join(", ");
}

function oneLine(text) {
  return text.replace(/\s+/g, " ").trim();
}

function citationButton(statement) {
  return element("button", { type: "button", class: "small", click: (event) => copy(citation(statement), event.target) }, "Copy citation");
}

/** Put text on the clipboard and say so on the button, or say that it did not work. */
async function copy(text, button) {
  const before = button.textContent;
  const worked = await onClipboard(text);
  announce(worked ? "Copied" : "Copying is not allowed here");
  button.textContent = worked ? "Copied" : "Not allowed here";
  setTimeout(() => (button.textContent = before), 1500);
}

async function onClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    // Browsers that count files from disk as insecure have no clipboard but the old command.
    return copiedTheOldWay(text);
  }
}

function copiedTheOldWay(text) {
  const field = element("textarea", { class: "unseen", "aria-hidden": "true" });
  field.value = text;
  document.body.append(field);
  field.select();
  const worked = document.execCommand("copy");
  field.remove();
  return worked;
}

function announce(text) {
  announcement.textContent = text;
}
