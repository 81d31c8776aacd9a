// Marks: the figures of one calculation, shown in the document with their signs.
const TONES = ["error", "warning", "note", "clean"];
let marked = [];

function clearMarks() {
  for (const figure of marked) {
    figure.classList.remove("on", "named", "at", ...TONES);
    delete figure.dataset.mark;
  }
  marked = [];
}

/** A tone is one of those that say how grave it is; only the figure in question has one. */
function mark(figure, tone, sign) {
  figure.classList.add("on");
  if (tone) figure.classList.add("named", tone);
  if (sign) figure.dataset.mark = sign;
  marked.push(figure);
}

const figureOf = (link) => document.getElementById(link.getAttribute("href").slice(1));

/** Marks the figures that the rows of a calculation link to; gives them in their order. */
function markCalculation(table, tone) {
  clearMarks();
  const rows = all("tr", table).filter((row) => one("a", row));
  const isSum = rows.some((row) => one(".sign", row).textContent);
  for (const row of rows) {
    const isNamed = row.classList.contains("named");
    const isTotal = row.classList.contains("head") && isSum;
    const figure = figureOf(one("a", row));
    if (figure) mark(figure, isNamed ? tone : "", isTotal ? "=" : one(".sign", row).textContent);
  }
  return marked;
}

/** Brings a figure into view. */
function goTo(figure) {
  show(figure.closest(".document"));
  showSide("source");
  figure.classList.remove("at");
  reveal(figure);
  requestAnimationFrame(() => figure.classList.add("at"));
}
