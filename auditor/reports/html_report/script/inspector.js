// The inspector: every check that a figure is part of, written out.
const known = new Map();
const GRAVITY = ["inconsistent", "forced", "rounding", "exact", "unverifiable", "not_applicable"];
let inspected = null;

/** The checks of a document, read when first asked for, with those of each figure. */
function checksOf(panel) {
  if (!known.has(panel)) {
    const data = unpackedChecks.get(panel) ?? JSON.parse(document.getElementById(`${panel.id}checks`).textContent);
    data.byFigure = new Map();
    data.verdicts.forEach(([, , , , , steps, others], number) => {
      for (const figure of new Set([...steps.map((line) => line[6]), ...others])) {
        if (figure < 0) continue;
        if (!data.byFigure.has(figure)) data.byFigure.set(figure, []);
        data.byFigure.get(figure).push(number);
      }
    });
    known.set(panel, data);
  }
  return known.get(panel);
}

const toneOfCheck = (check) => (check.matches(".inconsistent") ? "error" : check.matches(".exact") ? "clean" : "note");
const lineOf = (figure) => figure.closest("[data-l]")?.dataset.l ?? "";

function stateOf(figure) {
  const state = [...figure.classList].find((name) => `state-${name}` in words);
  return state ? words[`state-${state}`] : "";
}

function calculationOf(steps, panel) {
  const table = element("table", { class: "calc" });
  let body = null;
  for (const [kind, sign, amount, unit, name, place, figure] of steps) {
    const isFurther = kind === "blank";
    if (!body || body.matches(".more") !== isFurther) table.append((body = element("tbody", isFurther ? { class: "more" } : {})));
    if (kind === "rest") {
      body.append(unfoldingRow(amount));
      continue;
    }
    const where = figure < 0 ? place : element("a", { href: `#${panel.id}f${figure}` }, place);
    body.append(
      element(
        "tr", { class: kind },
        element("td", { class: "sign" }, sign), element("td", { class: "amount" }, amount),
        element("td", { class: "unit" }, unit), element("th", { scope: "row" }, name), element("td", { class: "place" }, where),
      ),
    );
  }
  return table;
}

function unfoldingRow(count) {
  const button = element("button", { type: "button", "data-do": "unfold", "aria-expanded": "false" }, say("blanks", { count: count.replace(/[()]/g, "") }));
  return element("tr", { class: "rest" }, element("td", { class: "sign" }), element("td", { class: "amount", colspan: "4" }, button));
}

/** Shows the blanks behind the row of a button, or folds them away again. */
function unfold(button) {
  const isOpen = button.closest("tbody").nextElementSibling.classList.toggle("open");
  button.setAttribute("aria-expanded", String(isOpen));
}

function checkOf(verdict, data, panel) {
  const [rule, outcome, kind, anchor, reason, steps] = verdict;
  const summary = element("summary", {}, element("span", { class: "outcome" }, outcome), data.rules[rule] ?? "", " ", element("code", {}, rule));
  const check = element("details", { class: `check ${kind}` }, summary);
  if (reason) check.append(element("p", { class: "remark" }, reason));
  check.append(calculationOf(steps, panel));
  const card = anchor && document.getElementById(anchor);
  if (card) check.append(element("p", { class: "basis" }, element("a", { href: `#${anchor}` }, say("to-finding", { id: card.dataset.id }))));
  return check;
}

/** Shows the checks of a figure, the gravest first and open. */
function inspect(figure) {
  const panel = figure.closest(".document");
  const data = checksOf(panel);
  const number = Number(figure.id.slice(panel.id.length + 1));
  const verdicts = (data.byFigure.get(number) ?? []).map((place) => data.verdicts[place]);
  verdicts.sort((a, b) => GRAVITY.indexOf(a[2]) - GRAVITY.indexOf(b[2]));
  const blanks = { line: lineOf(figure), printed: figure.textContent || "—", count: verdicts.length };
  const box = one("#inspector");
  one("h2", box).textContent = say(verdicts.length ? "checks-of" : "no-checks-of", blanks);
  const list = one("div", box);
  list.replaceChildren(...verdicts.map((verdict) => checkOf(verdict, data, panel)));
  if (data.reasons[number]) list.prepend(element("p", { class: "remark" }, data.reasons[number]));
  clearMarks();
  const first = one("details", list);
  if (first) {
    first.open = true;
    markCalculation(one(".calc", first), toneOfCheck(first));
  }
  if (!marked.includes(figure)) mark(figure, "note", "");
  box.hidden = false;
  box.scrollTop = 0;
  inspected = figure;
  one("h2", box).focus({ preventScroll: true });
}

function closeInspector(returnsFocus = false) {
  const box = one("#inspector");
  if (box.hidden) return false;
  box.hidden = true;
  clearMarks();
  if (returnsFocus) focusFigure(inspected);
  inspected = null;
  return true;
}

/** One figure at a time can have the focus, so that the way through the page does not lead over thousands. */
function focusFigure(figure) {
  const last = one(".text .f[tabindex]", shown);
  if (last) for (const name of ["tabindex", "role", "aria-label"]) last.removeAttribute(name);
  figure.setAttribute("tabindex", "0");
  figure.setAttribute("role", "button");
  figure.setAttribute("aria-label", `${figure.textContent} ${stateOf(figure)}`.trim());
  figure.focus({ preventScroll: true });
}

function stepFigure(by) {
  const figures = all(".text .f:not(.word)", shown);
  const from = figures.indexOf(document.activeElement.matches(".f") ? document.activeElement : (marked[0] ?? null));
  const next = figures[Math.min(figures.length - 1, Math.max(0, from + by))];
  if (!next) return;
  focusFigure(next);
  reveal(next, "nearest");
}
