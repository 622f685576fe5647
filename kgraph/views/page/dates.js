// Dates as spans of months: "2026" is twelve of them, "2026-05" and "2026-05-28" are one.

const spanCache = { event: new Map(), report: new Map() };

/** First and last month (year × 12 + month, from 0) of a date as text; null for none and for what is no date. */
function monthsOf(date) {
  const parts = /^(\d{4})(?:-(\d\d))?/.exec(date || "");
  if (!parts) return null;
  const year = Number(parts[1]) * 12;
  const month = parts[2] ? Number(parts[2]) - 1 : null;
  return month === null ? { first: year, last: year + 11 } : { first: year + month, last: year + month };
}

/** When a statement is dated: by what it tells ("event") or by the day of its document ("report"). */
function spanOf(statement, dating = state.dating) {
  const cache = spanCache[dating];
  if (!cache.has(statement.id)) cache.set(statement.id, monthsOf(dating === "report" ? documents.get(statement.d).date : statement.date));
  return cache.get(statement.id);
}

/** The months between which all statements lie; null where none has a date. */
function wholePeriod(dating = state.dating) {
  const spans = data.statements.map((statement) => spanOf(statement, dating)).filter(Boolean);
  if (!spans.length) return null;
  return spans.reduce((whole, span) => ({ first: Math.min(whole.first, span.first), last: Math.max(whole.last, span.last) }), { ...spans[0] });
}

/** 24316 → "2026-05" */
function monthText(month) {
  return `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
}

function periodWords(first, last) {
  const whole = first % 12 === 0 && last % 12 === 11;
  const [from, to] = whole ? [Math.floor(first / 12), Math.floor(last / 12)].map(String) : [first, last].map((month) => dateWords(monthText(month)));
  return from === to ? from : `${from} to ${to}`;
}

/** Statements in the order of time, undated ones last. */
function byTime(list) {
  const when = (statement) => statement.date || "9999";
  return [...list].sort((a, b) => (when(a) < when(b) ? -1 : when(a) > when(b) ? 1 : 0));
}
