// Ready views on what newsrooms ask for most: each is nothing but a filter by property, and can be narrowed on.

const STORIES = [
  { title: "Contracts", predicates: ["buyer", "supplier", "concerns", "suppliesTo", "funds", "acquires"] },
  { title: "Criticism", predicates: ["criticizes", "supports", "blocks", "challenges", "misidentifies"] },
  { title: "Courts and regulators", predicates: ["rulesAgainst", "rulesInFavorOf", "sanctions", "investigates", "oversees", "challenges", "authorizes"] },
  { title: "Who uses what", predicates: ["uses", "provides", "deployedIn", "sharesDataWith"] },
];
const storyBar = document.getElementById("stories");

function startStories() {
  const there = new Set(valuesOf("predicate"));
  const told = STORIES.filter(({ predicates }) => predicates.some((predicate) => there.has(predicate)));
  storyBar.replaceChildren(...told.map((story) => element("button", { type: "button", click: () => tellStory(story) }, story.title)));
  const mark = () => told.forEach((story, at) => storyBar.children[at].setAttribute("aria-pressed", String(isTold(story))));
  on("filter", mark);
  mark();
}

/** A story starts from everything, but leaves what was moved or pinned; told already, it ends. */
function tellStory(story) {
  const ends = isTold(story);
  change(() => {
    Object.assign(state, unnarrowed(), { moved: state.moved, kept: state.kept });
    if (!ends) state.hidden.set("predicate", new Set(valuesOf("predicate").filter((value) => !story.predicates.includes(value))));
  });
  choose(null);
  if (ends) fit(data.start);
  else focusShown();
}

/** Whether the properties that are left are those of the story. */
function isTold({ predicates }) {
  const hidden = state.hidden.get("predicate");
  return hidden.size > 0 && valuesOf("predicate").every((value) => predicates.includes(value) !== hidden.has(value));
}
