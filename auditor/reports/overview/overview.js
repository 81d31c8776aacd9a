// The overview: lists are sorted and searched; bodies and verdicts lead to the documents that they have.
const DOES = { verdict: chooseVerdict, sort: sortRows };

/** Leaves of the documents those of a body, or those with a verdict, and goes there. */
function showDocuments(link) {
  const list = one("#documents .listing");
  one(".find", list).value = link.dataset.find ?? "";
  list.dataset.verdict = "";
  const chosen = link.dataset.verdict && one(`.verdicts [value=${link.dataset.verdict}]`, list);
  if (chosen) chooseVerdict(chosen);
  else for (const other of all(".verdicts button", list)) other.setAttribute("aria-pressed", "false");
  findRows(list);
  one("#documents").scrollIntoView();
  one(".find", list).focus({ preventScroll: true });
}

function onClick(event) {
  const does = event.target.closest("[data-do]");
  if (does) return DOES[does.dataset.do](does);
  const link = event.target.closest("a[data-find], a[data-verdict]");
  if (!link || !one("#documents .listing")) return;
  event.preventDefault();
  showDocuments(link);
}

document.addEventListener("DOMContentLoaded", () => {
  words = JSON.parse(one("#words").textContent);
  document.addEventListener("click", onClick);
  listenToFields();
});
