// The list of documents: sorted by a column, searched by name, left with one verdict.
let verdict = "";
let sorting = { key: "number", isRising: true };

const listed = () => all("#documents tbody tr");

/** What a row is sorted by: the rank of its verdict, a number, or its words; what could not be read comes last. */
function sortKey(row, key) {
  if (key === "standing") return Number(row.dataset.rank);
  const cell = one(`.${key}`, row);
  if (key === "body") return cell.textContent;
  return cell ? Number.parseFloat(cell.textContent) : Number.NaN;
}

function compare(a, b) {
  if (typeof a === "string") return a.localeCompare(b, root.lang);
  return Number.isNaN(a) - Number.isNaN(b) || (a - b) * (sorting.isRising ? 1 : -1) || 0;
}

/** Counts begin with the highest, everything else with the lowest; pressed again it is the other way round. */
function sortDocuments({ value }) {
  const begins = !["error", "warning", "note"].includes(value);
  sorting = { key: value, isRising: sorting.key === value ? !sorting.isRising : begins };
  const rows = listed().map((row) => [sortKey(row, value), row]);
  rows.sort(([a], [b]) => compare(a, b) * (typeof a === "string" && !sorting.isRising ? -1 : 1));
  one("#documents tbody").append(...rows.map(([, row]) => row));
  for (const head of all("#documents thead th")) {
    if (one("button", head).value === value) head.setAttribute("aria-sort", sorting.isRising ? "ascending" : "descending");
    else head.removeAttribute("aria-sort");
  }
}

function chooseVerdict({ value }) {
  verdict = verdict === value ? "" : value;
  for (const button of all(".verdicts button")) button.setAttribute("aria-pressed", String(button.value === verdict));
  findDocuments();
}

function findDocuments() {
  const asked = folded(one("#find-document").value);
  let count = 0;
  for (const row of listed()) {
    row.hidden = (verdict && row.dataset.standing !== verdict) || (asked && !folded(one(".body", row).textContent).includes(asked));
    if (!row.hidden) count += 1;
  }
  announce(say("documents-shown", { shown: count, all: listed().length }));
}
