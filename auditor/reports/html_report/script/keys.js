// Keys: none while something is typed, none with a modifier, so that the browser's own and an input method's stay what they are.
const isTyping = (target) => target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");

/** Moves the document to its next or previous page, or table where it has no pages. */
function stepPage(by) {
  const pane = shown && one(".source", shown);
  if (!pane) return;
  showSide("source");
  let stops = all(".page", pane);
  if (!stops.length) stops = all(".grid", pane);
  const top = isNarrow() ? 0 : pane.getBoundingClientRect().top;
  const places = stops.map((stop) => stop.getBoundingClientRect().top - top);
  const next = by > 0 ? places.findIndex((place) => place > 60) : places.findLastIndex((place) => place < 30);
  if (next >= 0) {
    stops[next].scrollIntoView({ block: "start" });
    pane.scrollBy?.(0, -48);
  }
}

function stepDocument(by) {
  if (documents.length < 2) return;
  const next = shown ? documents.indexOf(shown) + by : by > 0 ? 0 : documents.length - 1;
  show(documents[next] ?? null);
  remember();
  openFirst();
}

async function copyIdentity() {
  if (!selected) return;
  const { id } = selected.dataset;
  try {
    await navigator.clipboard.writeText(id);
  } catch {
    // Where a page of a file may not write to the clipboard, the identity is selected for the browser's own copying.
    getSelection().selectAllChildren(one("summary code", selected));
  }
  announce(say("copied", { id }));
}

const ACTS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => stepPage(1),
  p: () => stepPage(-1),
  "[": () => stepDocument(-1),
  "]": () => stepDocument(1),
  "/": () => one("#query").focus(),
  f: () => showOnly("error"),
  e: expandAll,
  c: copyIdentity,
  "?": () => one("#help").showModal(),
  Escape: () => closeInspector(true) || deselect(),
};

function onKey(event) {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey || one("#help").open) return;
  if (event.target.id === "query") return onQueryKey(event);
  if (isTyping(event.target)) return;
  if (event.target.closest(".source") && onSourceKey(event)) return;
  const act = ACTS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function onQueryKey(event) {
  if (event.key === "Enter") stepMatch(event.shiftKey ? -1 : 1);
  else if (event.key === "Escape") event.target.blur();
  else return;
  event.preventDefault();
}

/** Within the document the arrows go from figure to figure. Whether the key was one of these. */
function onSourceKey(event) {
  const isFigure = event.target.matches(".f");
  const act = {
    ArrowRight: () => stepFigure(1),
    ArrowLeft: () => stepFigure(-1),
    Enter: isFigure && (() => inspect(event.target)),
    " ": isFigure && (() => inspect(event.target)),
  }[event.key];
  if (!act || event.target.matches(".grid") && event.target.scrollWidth > event.target.clientWidth) return false;
  event.preventDefault();
  act();
  return true;
}
