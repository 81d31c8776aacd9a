// The start: one listener for each kind of event, whatever the number of findings and figures.
const DOES = {
  help: () => one("#help").showModal(),
  "close-help": () => one("#help").close(),
  close: () => closeInspector(true),
  "next-document": () => stepDocument(1),
  "previous-document": () => stepDocument(-1),
  "next-match": () => stepMatch(1),
  "previous-match": () => stepMatch(-1),
  findings: () => {
    showSide("findings");
    if (selected) reveal(selected, "nearest");
  },
  source: () => {
    showSide("source");
    if (marked.length) reveal(marked[0]);
  },
};

function onClick(event) {
  const does = event.target.closest("[data-do]");
  if (does) return DOES[does.dataset.do]();
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
  remember(target === panel || !panel);
}

/** The row of a calculation under the pointer and its figure light up together. */
function onHover(event) {
  for (const hot of all(".hot")) hot.classList.remove("hot");
  const figure = event.target.closest(".text .f.on");
  if (figure) one(`.selected a[href="#${figure.id}"]`)?.closest("tr").classList.add("hot");
}

function followFragment() {
  const { target, rule } = recall();
  if (target?.matches(".document")) show(target);
  else if (target) arriveAt(target);
  else show(documents.length === 1 ? documents[0] : null);
  one("#rule").value = rule;
  if (query) search();
  else filter();
  return target;
}

function start() {
  words = JSON.parse(one("#words").textContent);
  documents = all(".document");
  // Without the script findings stand open; with it they are opened one by one. The first says what it is about.
  for (const card of all(".finding[open]")) card.open = false;
  onShown.push(listRules, () => (query ? search() : filter()), clearMarks);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("mouseover", onHover);
  addEventListener("hashchange", followFragment);
  one("#query").addEventListener("input", (event) => {
    if (event.isComposing) return;
    search();
    remember();
  });
  one("#query").addEventListener("compositionend", search);
  one(".filter").addEventListener("change", () => {
    filter();
    remember();
  });
  addEventListener("beforeprint", () => cards().forEach((card) => (card.open = true)));
  const target = followFragment();
  const [first] = seenCards();
  if (first && documents.length === 1 && (!target || target === shown)) select(first, false);
}

document.addEventListener("DOMContentLoaded", start);
