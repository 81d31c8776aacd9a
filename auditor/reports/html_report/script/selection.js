// Selection: one finding at a time, with its calculation open and its figures marked.
let selected = null;

const toneOf = (card) => TONES.find((tone) => card.classList.contains(tone));
const cards = () => (shown ? all(".finding", shown) : []);
const seenCards = () => cards().filter((card) => !card.hidden);

/** Marks a calculation of a finding, and the figures that may be wrong whether or not it has them, these first. */
function markCard(card, table) {
  const figures = markCalculation(table, toneOf(card));
  const suspects = (card.dataset.at ?? "").split(" ").map((name) => document.getElementById(name)).filter(Boolean);
  for (const figure of suspects) if (!figures.includes(figure)) mark(figure, toneOf(card), "");
  return [...new Set([...suspects, ...figures])];
}

/** Scrolls the pictures of a finding that have not enough room to the figure that matters most. */
function centrePictures(card) {
  for (const sheet of all(".sheet", card)) {
    const [x, y] = sheet.dataset.at.split(" ").map(Number);
    const image = one("img", sheet);
    const scale = image.clientWidth / Number(image.getAttribute("width")) || 1;
    sheet.scrollTo(x * scale - sheet.clientWidth / 2, y * scale - sheet.clientHeight / 2);
  }
}

/** Selects a finding; shows where it stands unless on a narrow screen, where the document is behind its tab. */
function select(card, isRemembered = true) {
  if (selected && selected !== card) {
    selected.classList.remove("selected");
    selected.removeAttribute("aria-current");
    if (selected.dataset.opened) selected.open = false;
    delete selected.dataset.opened;
  }
  show(card.closest(".document"));
  closeInspector();
  const group = card.closest(".group");
  if (group) group.open = true;
  if (!card.open) {
    card.open = true;
    card.dataset.opened = "yes";
  }
  selected = card;
  if (card.hidden) liftFilters();
  card.classList.add("selected");
  card.setAttribute("aria-current", "true");
  const figures = markCard(card, one(".why > .calc", card));
  centrePictures(card);
  const first = figures.find((figure) => figure.classList.contains("named")) ?? figures[0];
  if (first && !isNarrow()) {
    reveal(first);
    first.classList.add("at");
  }
  if (isRemembered) remember();
}

/** Opens the first finding of the document shown, so that it begins with the figure that is wrong; one that is open stays. */
function openFirst() {
  const [first] = seenCards();
  if (first && selected?.closest(".document") !== shown) select(first, false);
}

/** Selects the finding so many places on from the one selected, and moves the focus to it. */
function step(by) {
  showSide("findings");
  const list = seenCards();
  if (!list.length) return;
  const from = list.indexOf(selected);
  const next = from < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, from + by));
  select(list[next]);
  one("summary", list[next]).focus({ preventScroll: true });
  reveal(list[next], "nearest");
}

function deselect() {
  clearMarks();
  if (selected) {
    selected.classList.remove("selected");
    selected.removeAttribute("aria-current");
    delete selected.dataset.opened;
  }
  selected = null;
  remember();
}

function expandAll() {
  const list = seenCards();
  const open = !list.every((card) => card.open);
  for (const group of all(".group", shown ?? document)) group.open = open;
  for (const card of list) {
    card.open = open;
    delete card.dataset.opened;
  }
}

function onCardClick(event, card) {
  const summary = event.target.closest("summary");
  const link = event.target.closest(".calc a");
  if (link) {
    event.preventDefault();
    if (selected !== card) select(card);
    markCard(card, link.closest(".calc"));
    goTo(figureOf(link));
  } else if (summary?.parentElement === card && selected !== card) {
    event.preventDefault();
    select(card);
  } else if (!summary && selected !== card && getSelection().isCollapsed) {
    select(card);
  }
}
