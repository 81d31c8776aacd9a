// The page of a report: its documents, and which of them is shown.
const isNarrow = () => matchMedia("(max-width: 899px)").matches;

let documents = [];
let shown = null;
const onShown = [];

/** Shows a document alone, or with null the list of them. */
function show(target) {
  if (target === shown && document.body.dataset.view) return;
  shown?.classList.remove("shown");
  shown = target;
  unpack(shown);
  shown?.classList.add("shown");
  document.body.dataset.view = shown ? "document" : "overview";
  one(".filter").hidden = !shown || !one(".panes", shown);
  for (const act of onShown) act();
}

/** The heads of tables stay below the legend, however many lines it takes. */
function placeHeads() {
  const legend = shown && one(".legend", shown);
  if (legend?.offsetHeight) one(".source", shown).style.setProperty("--legend", `${legend.offsetHeight}px`);
}

function showSide(side) {
  if (!shown) return;
  shown.classList.toggle("at-source", side === "source");
  for (const tab of all(".tabs button", shown)) tab.setAttribute("aria-pressed", tab.dataset.do === side);
  placeHeads();
}

/** Scrolls twice: what comes into view only then gets its true height. A table that moves by itself is shown with its head. */
function reveal(target, block = "center") {
  const grid = isNarrow() && target.closest(".grid");
  const bring = () => {
    target.scrollIntoView({ block, inline: "nearest" });
    if (grid) grid.scrollIntoView({ block: "start" });
  };
  bring();
  requestAnimationFrame(bring);
}
