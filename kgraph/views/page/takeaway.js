// What can be taken away: the picture, the statements that are left, their citations, and the address of the view.

const CSV_COLUMNS = [
  ["subject", (statement) => label(statement.s)],
  ["property", (statement) => statement.p],
  ["object", (statement) => label(statement.o)],
  ["polarity", (statement) => statement.polarity || "positive"],
  ["modality", (statement) => statement.modality || "actual"],
  ["contested", (statement) => (standing(statement) === "contested" ? "yes" : "no")],
  ["status", (statement) => statement.status],
  ["attributed_to", (statement) => statement.by && label(statement.by)],
  ["date", (statement) => statement.date],
  ["amount", (statement) => statement.amount],
  ["currency", (statement) => statement.currency],
  ["amount_text", (statement) => statement.written],
  ["count", (statement) => statement.count],
  ["role", (statement) => statement.role],
  ["confidence", (statement) => statement.c],
  ["sentence", (statement) => statement.q],
  ["document", (statement) => documents.get(statement.d).path],
  ["document_title", (statement) => documents.get(statement.d).title],
  ["publisher", (statement) => documents.get(statement.d).publisher],
  ["document_date", (statement) => documents.get(statement.d).date],
  ["url", (statement) => documents.get(statement.d).url],
  ["subject_id", (statement) => statement.s],
  ["object_id", (statement) => statement.o],
  ["id", (statement) => statement.id],
];

function startTakeaway() {
  const ways = {
    "take-png": () => pngCanvas().toBlob((blob) => save(blob, "png")),
    "take-svg": () => save(new Blob([svgText()], { type: "image/svg+xml" }), "svg"),
    "take-csv": () => save(new Blob(["\ufeff", csvText(shown().statements)], { type: "text/csv" }), "csv"),
    "take-citations": () => save(new Blob([citationsText(shown().statements)], { type: "text/plain" }), "txt"),
    "take-link": (event) => copy(location.href, event.target),
    "take-print": () => print(),
  };
  for (const [id, take] of Object.entries(ways)) document.getElementById(id).addEventListener("click", take);
  const menu = document.getElementById("takeaway");
  menu.addEventListener("focusout", (event) => event.relatedTarget && !menu.contains(event.relatedTarget) && (menu.open = false));
}

/** RFC 4180. A text that a spreadsheet would run as a formula has an apostrophe before it: it comes from strangers' documents. */
function csvText(list) {
  const cell = (value) => {
    const text = value === undefined || value === null ? "" : String(value);
    const guarded = typeof value === "string" && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(guarded) ? `"${guarded.replace(/"/g, '""')}"` : guarded;
  };
  const rows = [CSV_COLUMNS.map(([name]) => name), ...list.map((statement) => CSV_COLUMNS.map(([, value]) => value(statement)))];
  return rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
}

function citationsText(list) {
  return [document.title, hiddenNote.textContent, ...byTime(list).map(citation)].filter(Boolean).join("\n\n") + "\n";
}

/** The picture on the colour of the page, with its title and how much of the whole it shows. */
function pngCanvas() {
  const drawn = container.querySelector("canvas");
  const ratio = drawn.width / drawn.clientWidth || 1;
  const made = element("canvas", { width: drawn.width, height: drawn.height + Math.round(44 * ratio) });
  const style = getComputedStyle(document.documentElement);
  const context = made.getContext("2d");
  context.fillStyle = style.getPropertyValue("--paper").trim();
  context.fillRect(0, 0, made.width, made.height);
  context.drawImage(drawn, 0, 0);
  context.scale(ratio, ratio);
  context.fillStyle = style.getPropertyValue("--ink").trim();
  const [title, note] = pictureWords();
  context.font = "600 14px Georgia, serif";
  context.fillText(title, 12, drawn.clientHeight + 18);
  context.font = "11px system-ui, sans-serif";
  context.fillText(note, 12, drawn.clientHeight + 36);
  return made;
}

/** What stands beneath a picture that travels without its page. */
function pictureWords() {
  const left = shown().statements;
  return [document.title, `${counted(left.length, "statement")} from ${counted(new Set(left.map(({ d }) => d)).size, "document")}${isNarrowed() ? `, of ${data.statements.length}` : ""} · kgraph`];
}

function save(blob, ending) {
  const name = document.title.normalize("NFKD").replace(/[^\w]+/g, "-").replace(/^-|-$/g, "").toLowerCase().slice(0, 60) || "graph";
  const address = URL.createObjectURL(blob);
  const anchor = element("a", { href: address, download: `${name}.${ending}` });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
