// Lists: sorted by a column, searched by words, left with one verdict.
const listOf = (node) => node.closest(".listing");
const listed = (list) => all("tbody tr", list);

/** What a row is sorted by: the rank of its verdict, its words, or a number; what has none comes last. */
function sortKey(row, { value, dataset }) {
  if (dataset.by === "rank") return Number(row.dataset.rank);
  const cell = one(`.${value}`, row);
  if (dataset.by === "words") return cell.textContent;
  return cell ? Number.parseFloat(cell.textContent) : Number.NaN;
}

function compare(a, b, isRising) {
  if (typeof a === "string") return a.localeCompare(b, root.lang) * (isRising ? 1 : -1);
  return Number.isNaN(a) - Number.isNaN(b) || (a - b) * (isRising ? 1 : -1) || 0;
}

/** Counts begin with the highest, everything else with the lowest; pressed again it is the other way round. */
function sortRows(button) {
  const list = listOf(button);
  const head = button.closest("th");
  const before = head.getAttribute("aria-sort");
  const isRising = before ? before === "descending" : button.dataset.by !== "count";
  const rows = listed(list).map((row) => [sortKey(row, button), row]);
  rows.sort(([a], [b]) => compare(a, b, isRising));
  one("tbody", list).append(...rows.map(([, row]) => row));
  for (const other of all("thead [aria-sort]", list)) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", isRising ? "ascending" : "descending");
}

function chooseVerdict(button) {
  const list = listOf(button);
  const { value } = button;
  list.dataset.verdict = list.dataset.verdict === value ? "" : value;
  for (const other of all(".verdicts button", list)) other.setAttribute("aria-pressed", String(other.value === list.dataset.verdict));
  findRows(list);
}

function findRows(list) {
  const asked = folded(one(".find", list).value);
  const verdict = list.dataset.verdict ?? "";
  const rows = listed(list);
  for (const row of rows) {
    const said = all(".body, .words", row).map((cell) => cell.textContent);
    row.hidden = (verdict && row.dataset.standing !== verdict) || (asked && !folded(said.join(" ")).includes(asked));
  }
  announce(say("documents-shown", { shown: rows.filter((row) => !row.hidden).length, all: rows.length }));
}

function listenToFields() {
  for (const field of all(".find")) field.addEventListener("input", () => findRows(listOf(field)));
}
