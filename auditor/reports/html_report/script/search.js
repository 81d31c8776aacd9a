// Search: what the document says, found without regard to commas and width, and shown one match after the other.
let matches = [];
let match = -1;

const canHighlight = "highlights" in CSS && typeof Highlight === "function";

/** The matches within one paragraph or cell as ranges; a character of the text may be several once folded, or none. */
function matchesIn(block) {
  const text = block.textContent;
  if (!folded(text).includes(query)) return [];
  let flat = "";
  const origins = [];
  let at = 0;
  for (const char of text) {
    const part = folded(char);
    for (let place = 0; place < part.length; place += 1) origins.push([at, at + char.length]);
    flat += part;
    at += char.length;
  }
  const found = [];
  for (let start = flat.indexOf(query); start >= 0; start = flat.indexOf(query, start + query.length)) {
    found.push(rangeOf(block, origins[start][0], origins[start + query.length - 1][1]));
  }
  return found;
}

function rangeOf(block, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let passed = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.data.length;
    if (start >= passed && start < passed + length) range.setStart(node, start - passed);
    if (end > passed && end <= passed + length) range.setEnd(node, end - passed);
    passed += length;
  }
  return range;
}

function search() {
  query = folded(one("#query").value);
  filter();
  const blocks = query && shown ? all(".text :is(p, td, th)", shown) : [];
  matches = blocks.flatMap(matchesIn);
  match = -1;
  if (canHighlight) {
    CSS.highlights.set("find", new Highlight(...matches));
    CSS.highlights.delete("found");
  }
  tellMatches();
}

/** Searches as something is typed, and goes to the first match where the document is beside the findings. */
function searchAlong() {
  search();
  if (matches.length && one(".source", shown).offsetParent) showMatch(0);
  remember();
}

function showMatch(at) {
  match = at;
  const range = matches[match];
  if (canHighlight) CSS.highlights.set("found", new Highlight(range));
  reveal(range.startContainer.parentElement);
  tellMatches();
}

function tellMatches() {
  const said = !query ? "" : matches.length ? say("matches", { at: match < 0 ? "–" : match + 1, all: matches.length }) : say("no-matches");
  one("#matches").textContent = said;
  for (const button of all("[data-do$=-match]")) button.hidden = !matches.length;
}

function stepMatch(by) {
  if (!matches.length) return;
  showSide("source");
  showMatch(match < 0 ? (by > 0 ? 0 : matches.length - 1) : (match + by + matches.length) % matches.length);
  announce(one("#matches").textContent);
}
