// Words and elements. Whatever comes from a document reaches the page as text, never as markup.

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const STATUS_WORDS = {
  actual: "Stated as fact",
  planned: "Planned",
  possible: "Possible",
  denied: "Denied",
  contested: "Contested",
};

/** An element with attributes, handlers (functions under the event's name) and children (elements or text). */
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** `rulesInFavorOf` → "rules in favor of", `PoliceForce` → "police force". */
function words(name) {
  return name.replace(/([A-Z])/g, " $1").toLowerCase().trim();
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function counted(number, one, many) {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? one : many || one + "s"}`;
}

/** `2026-05` → "May 2026"; what is no date stays as it is. */
function dateWords(date) {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date);
  if (!parts) return date;
  const [, year, month, day] = parts;
  return [day && String(Number(day)), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
}

function moneyWords(amount, currency) {
  try {
    return new Intl.NumberFormat("en-GB", { style: "currency", currency: currency || "", maximumFractionDigits: 2, minimumFractionDigits: 0 }).format(amount);
  } catch (error) {
    // An amount whose currency is unknown or no code at all.
    return [amount.toLocaleString("en-GB"), currency].filter(Boolean).join(" ");
  }
}

/** The sum in figures and as the document writes it, so that one can be checked by the other. */
function sumWords({ amount, currency, written }) {
  return moneyWords(amount, currency) + (written ? ` (“${written}”)` : "");
}

/** A link for http and https, plain text for any other address. */
function link(address, text) {
  return /^https?:\/\//i.test(address) ? element("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, text) : document.createTextNode(text);
}

/** The sentence as nodes, with the subject's and the object's names marked where it has them, and the wording that made the statement. */
function marked({ q: sentence, t: wording }, subjectPlaces, objectPlaces) {
  const found = [...subjectPlaces, ...objectPlaces, ...(wording ? [{ start: wording[0], end: wording[1], which: "t" }] : [])];
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const parts = [];
  let at = 0;
  for (const place of found) {
    if (place.start < at) continue;
    parts.push(sentence.slice(at, place.start), element("mark", { class: place.which }, sentence.slice(place.start, place.end)));
    at = place.end;
  }
  parts.push(sentence.slice(at));
  return parts.filter((part) => part !== "");
}

/** Where the longest of the names that the sentence has stands in it, as whole words. */
function places(sentence, names, which) {
  const longestFirst = [...new Set(names)].filter(Boolean).sort((a, b) => b.length - a.length);
  for (const name of longestFirst) {
    const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "giu");
    const hits = [...sentence.matchAll(pattern)].map((hit) => ({ start: hit.index, end: hit.index + hit[0].length, which }));
    if (hits.length) return hits;
  }
  return [];
}

/** Lower case without accents, for searching and sorting. */
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
