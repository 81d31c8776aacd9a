// The start: one listener for each kind of event, whatever the number of findings and figures.
let hot = [];
let openedForPrint = [];

const DOES = {
  help: () => one("#help").showModal(),
  "close-help": () => one("#help").close(),
  close: () => closeInspector(true),
  "next-document": () => stepDocument(1),
  "previous-document": () => stepDocument(-1),
  "next-match": () => stepMatch(1),
  "previous-match": () => stepMatch(-1),
  unfold,
  verdict: chooseVerdict,
  sort: sortRows,
  only: (button) => showOnly(button.value),
  findings: () => {
    showSide("findings");
    if (selected) reveal(selected, "nearest");
  },
  source: () => {
    showSide("source");
    if (marked.length) reveal(marked.find((figure) => figure.classList.contains("named")) ?? marked[0]);
  },
};

function onClick(event) {
  const does = event.target.closest("[data-do]");
  if (does) return DOES[does.dataset.do](does);
  const figure = event.target.closest(".text .f") ?? event.target.closest(".text td")?.querySelector(".f:empty");
  if (figure && getSelection().isCollapsed) return inspect(figure);
  const card = event.target.closest(".finding");
  if (card) return onCardClick(event, card);
  const check = event.target.closest("#inspector .check");
  if (check) return onCheckClick(event, check);
  const link = event.target.closest('a[href^="#"]');
  if (link) onLink(event, link);
}

function onCheckClick(event, check) {
  const link = event.target.closest("a");
  if (!link) return markCalculation(one(".calc", check), toneOfCheck(check));
  event.preventDefault();
  const target = figureOf(link);
  if (!target.matches(".f")) return arriveAt(target);
  markCalculation(one(".calc", check), toneOfCheck(check));
  goTo(target);
}

function onLink(event, link) {
  const target = figureOf(link);
  if (!target) return;
  event.preventDefault();
  arriveAt(target);
}

/** Goes to a finding, a document, a figure, a line, or the list of documents. */
function arriveAt(target) {
  if (target.matches(".finding")) {
    select(target);
    showSide("findings");
    return reveal(target, "nearest");
  }
  if (target.matches(".f")) {
    clearMarks();
    mark(target, "note", "");
    return goTo(target);
  }
  const panel = target.closest(".document");
  show(panel);
  if (target.matches("details")) target.open = true;
  if (panel && target !== panel) {
    showSide(target.closest(".source") ? "source" : "findings");
    reveal(target, target.matches("details") ? "start" : "center");
    target.classList.add("at");
  }
  if (target === panel || !panel) {
    remember(true);
    openFirst();
  } else remember();
}

/** The row of a calculation and its figure light up together, whichever of them is under the pointer. */
function onHover(event) {
  for (const node of hot) node.classList.remove("hot");
  const row = event.target.closest(".calc tr");
  const figure = event.target.closest(".text .f.on");
  hot = row ? [...all("a", row).map(figureOf), row] : figure ? [figure, ...rowsOf(figure)] : [];
  hot = hot.filter(Boolean);
  for (const node of hot) node.classList.add("hot");
}

function rowsOf(figure) {
  const tables = selected ? [one(".why > .calc", selected)] : all("#inspector [open] .calc");
  return tables.flatMap((table) => all("tr", table)).filter((row) => one(`a[href="#${figure.id}"]`, row));
}

/** A browser that cannot print what is folded finds everything open, and all as it was afterwards. */
function openForPrint() {
  openedForPrint = (shown ? cards() : all(".finding")).filter((card) => !card.open);
  for (const card of openedForPrint) card.open = true;
}

function closeAfterPrint() {
  for (const card of openedForPrint) card.open = false;
  openedForPrint = [];
}

/** Shows what the fragment names, filtered as it says; of a document its first finding. */
function followFragment() {
  const { target, rule } = recall();
  show(target ? target.closest(".document") : documents.length === 1 ? documents[0] : null);
  const choice = one("#rule");
  choice.value = rule;
  if (choice.selectedIndex < 0) choice.value = "";
  if (query) search();
  else filter();
  if (target && !target.matches(".document") && !target.hidden) arriveAt(target);
  else openFirst();
}

function start() {
  words = JSON.parse(one("#words").textContent);
  documents = all(".document");
  // Without the script findings stand open; with it they are opened one by one. The first says what it is about.
  for (const card of all(".finding[open]")) card.open = false;
  onShown.push(listRules, () => (query ? search() : filter()), clearMarks, placeHeads);
  addEventListener("resize", placeHeads);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("mouseover", onHover);
  addEventListener("hashchange", followFragment);
  // What is not in view has no size before it is.
  document.addEventListener("contentvisibilityautostatechange", (event) => {
    if (event.target === selected) centrePictures(selected);
  });
  one("#query").addEventListener("input", (event) => {
    if (event.isComposing) return;
    searchAlong();
  });
  one("#query").addEventListener("compositionend", searchAlong);
  one(".filter").addEventListener("change", onFilterChange);
  listenToFields();
  addEventListener("beforeprint", openForPrint);
  addEventListener("afterprint", closeAfterPrint);
  followFragment();
}

document.addEventListener("DOMContentLoaded", start);
