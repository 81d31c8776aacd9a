// Filters: findings by severity, by rule and by what they say; the state stands in the fragment, so that a link can be sent.
const SEVERITIES = ["error", "warning", "note"];
const texts = new Map();
let query = "";

const box = (severity) => one(`.filter input[name=${severity}]`);
const isOn = (severity) => box(severity).checked;

function textOf(card) {
  if (!texts.has(card)) texts.set(card, folded(card.textContent));
  return texts.get(card);
}

function filter() {
  const list = cards();
  const rule = one("#rule").value;
  const severities = SEVERITIES.filter(isOn);
  let count = 0;
  for (const card of list) {
    const fits = severities.some((name) => card.classList.contains(name)) && (!rule || card.dataset.rule === rule) && (!query || textOf(card).includes(query));
    if (card.hidden === fits) card.hidden = !fits;
    if (fits) count += 1;
  }
  for (const button of all(".counts button", shown ?? document)) button.setAttribute("aria-pressed", String(isOnly(button.value)));
  for (const group of all(".group", shown ?? document)) group.hidden = !one(".finding:not([hidden])", group);
  if (shown) announce(say("shown", { shown: count, all: list.length }));
  tellNoMatch(count === 0 && list.length > 0);
}

function tellNoMatch(isEmpty) {
  const pane = shown && one(".findings", shown);
  if (!pane) return;
  one(".no-match", pane)?.remove();
  if (isEmpty) pane.prepend(element("p", { class: "empty no-match" }, say("no-match")));
}

const isOnly = (severity) => SEVERITIES.every((name) => isOn(name) === (name === severity));

/** The findings of one severity; again, all. */
function showOnly(severity) {
  const isBack = isOnly(severity);
  for (const name of SEVERITIES) box(name).checked = isBack || name === severity;
  filter();
  remember();
}

/** Shows all again, so that one that was asked for does not stand below a word that there is none. */
function liftFilters() {
  for (const name of SEVERITIES) box(name).checked = true;
  one("#rule").value = "";
  one("#query").value = "";
  search();
}

/** Where all are shown, whoever presses 错误 asks for the errors; the others can be added then. With none left all are shown. */
function onFilterChange({ target }) {
  const on = SEVERITIES.filter(isOn);
  if (target.type === "checkbox" && !target.checked && on.length === SEVERITIES.length - 1) {
    target.checked = true;
    return showOnly(target.name);
  }
  if (!on.length) for (const name of SEVERITIES) box(name).checked = true;
  filter();
  remember();
}

/** The rules that the document shown has findings of. */
function listRules() {
  const count = new Map();
  for (const { dataset } of cards()) count.set(dataset.rule, (count.get(dataset.rule) ?? 0) + 1);
  const titleOf = (rule) => `${one(`.finding[data-rule="${CSS.escape(rule)}"] .title`, shown).firstChild.data.trim()} (${count.get(rule)})`;
  const rules = [...count.keys()].sort();
  const choice = one("#rule");
  const kept = choice.value;
  choice.replaceChildren(choice.options[0], ...rules.map((rule) => element("option", { value: rule, title: rule }, titleOf(rule))));
  choice.value = rules.includes(kept) ? kept : "";
}

/** Puts what is selected and how it is filtered into the fragment; a step is one that the browser can go back. */
function remember(isStep = false) {
  const state = new URLSearchParams();
  const off = SEVERITIES.filter((severity) => !isOn(severity));
  if (off.length) state.set("hide", off.join(","));
  if (one("#rule").value) state.set("rule", one("#rule").value);
  if (one("#query").value) state.set("q", one("#query").value);
  const anchor = (selected && selected.closest(".document") === shown ? selected.id : shown?.id) ?? "";
  const tail = state.toString() ? `?${state}` : "";
  history[isStep ? "pushState" : "replaceState"](null, "", `#${anchor}${tail}`);
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Takes the filters from the fragment; gives what it names. */
function recall() {
  const [anchor, tail] = location.hash.slice(1).split(/\?(.*)/s);
  const state = new URLSearchParams(tail ?? "");
  const off = (state.get("hide") ?? "").split(",");
  if (tail !== undefined) {
    for (const severity of SEVERITIES) box(severity).checked = !off.includes(severity);
    one("#query").value = state.get("q") ?? "";
    query = folded(one("#query").value);
  }
  unpackFor(decoded(anchor));
  return { target: document.getElementById(decoded(anchor)), rule: state.get("rule") ?? "" };
}
