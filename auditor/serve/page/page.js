"use strict";
const told = JSON.parse(document.getElementById("told").textContent);
const MIB = 2 ** 20, PAUSE = 400, LANES = 2;
const BUSY = ["waiting", "running", "writing"];
const asked = new URLSearchParams(location.search).get("lang");
let lang = asked in told.words ? asked : document.documentElement.lang.slice(0, 2);
let jobs = [], hasEnded = false, polling = null, lastNotice = null;
const cards = new Map(), uploads = new Map(), wanted = new Set(), spoken = new Map();
const one = (id) => document.getElementById(id);

function word(key, blanks = {}) {
  const sentence = told.words[lang][key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in blanks ? String(blanks[name]) : whole));
}

function make(tag, className = "", text = null) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== null) element.textContent = text;
  return element;
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function say(text) { setText(one("said"), text); }

/* ---- asking the server ---- */

class Refused extends Error {
  constructor(told) { super(told.key); this.told = told; }
}

async function ask(method, path, body, signal) {
  let answer;
  try {
    answer = await fetch(path, { method, body, signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused({ key: "unreachable" });
  }
  if (answer.ok) return answer.status === 204 ? null : answer.json();
  let told = { key: answer.status === 403 ? "closed" : "bad-request" };
  if ((answer.headers.get("content-type") ?? "").startsWith("application/json")) told = await answer.json();
  throw new Refused(told);
}

function notice(told) {
  lastNotice = told;
  one("notice").hidden = told === null;
  one("notice").textContent = told === null ? "" : word(told.key, told.blanks);
}

async function trying(action) {
  try {
    return await action();
  } catch (error) {
    if (error.name === "AbortError") return null;
    if (!(error instanceof Refused)) throw error;
    if (!hasEnded) notice(error.told);
    return null;
  }
}

/* ---- taking files in ---- */

async function filesOf(entry, found) {
  if (found.length > told.limits.files * 20) return;
  if (entry.isFile) {
    const file = await new Promise((resolve) => entry.file(resolve, () => resolve(null)));
    if (file) found.push({ file, name: entry.fullPath.replace(/^\/+/, ""), searched: true });
  } else if (entry.isDirectory) {
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
      if (!some.length) return;
      for (const inner of some) await filesOf(inner, found);
    }
  }
}

async function dropped(transfer) {
  /* Entries are there only while the event is handled, so all are asked for before any is waited for. */
  const found = [], folders = [];
  for (const item of transfer.items) {
    if (item.kind !== "file") continue;
    const entry = item.webkitGetAsEntry?.();
    if (entry?.isDirectory) folders.push(entry);
    else {
      const file = item.getAsFile();
      if (file) found.push({ file, name: file.name, searched: false });
    }
  }
  for (const folder of folders) await filesOf(folder, found);
  await take(found);
}

async function take(found) {
  notice(null);
  if (!found.length || hasEnded) return;
  found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const offered = found.map(({ file, name, searched }) => ({ name, size: file.size, searched }));
  const job = await trying(() => ask("POST", "/api/jobs", JSON.stringify({ files: offered, lang })));
  if (!job) return;
  const upload = { stop: new AbortController(), done: 0, total: job.files.filter((file) => !file.leftOut).length };
  uploads.set(job.id, upload);
  jobs.push(job);
  show();
  say(progressOf(job));
  const waiting = job.files.flatMap((file, number) => (file.leftOut ? [] : [number]));
  const lane = async () => {
    while (waiting.length && !upload.stop.signal.aborted) {
      const number = waiting.shift();
      try {
        await ask("PUT", `/api/jobs/${job.id}/files/${number}`, found[number].file, upload.stop.signal);
      } catch (error) {
        /* One file that cannot be read any more does not keep the others back. */
        if (error instanceof Refused && error.told.key !== "too-late") notice(error.told);
      }
      upload.done += 1;
      show();
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  uploads.delete(job.id);
  if (!upload.stop.signal.aborted) {
    const started = await trying(() => ask("POST", `/api/jobs/${job.id}/start`));
    if (!started) await trying(() => ask("DELETE", `/api/jobs/${job.id}`));
  }
  poll();
}

/* ---- watching ---- */

const isActive = (job) => BUSY.includes(job.state) || Object.values(job.products).some((made) => !made.ready && !made.refusal);

async function poll() {
  clearTimeout(polling);
  const every = await trying(() => ask("GET", "/api/jobs"));
  clearTimeout(polling);
  if (every) {
    jobs = every;
    if (lastNotice?.key === "unreachable") notice(null);
    show();
    jobs.forEach(fetchMade);
  }
  if (!hasEnded && (every === null || jobs.some(isActive))) polling = setTimeout(poll, every === null ? 3000 : PAUSE);
}

function fetchMade(job) {
  for (const [product, made] of Object.entries(job.products)) {
    const name = `${job.id}/${product}`;
    if (!wanted.has(name) || !(made.ready || made.refusal)) continue;
    wanted.delete(name);
    say(made.ready ? word("made", { name: labelOf(job, product) }) : word("not-made", { reason: made.refusal }));
    if (made.ready) {
      const link = make("a");
      link.href = `/jobs/${job.id}/made/${product}`;
      link.download = "";
      link.click();
    }
  }
}

async function order(job, product) {
  if (job.products[product]?.ready === false && !job.products[product].refusal) return;
  wanted.add(`${job.id}/${product}`);
  say(word("making"));
  if (!job.products[product]?.ready) await trying(() => ask("POST", `/api/jobs/${job.id}/made/${product}`));
  poll();
}

async function stop(job) {
  uploads.get(job.id)?.stop.abort();
  uploads.delete(job.id);
  await trying(() => ask("POST", `/api/jobs/${job.id}/cancel`));
  poll();
}

async function remove(job) {
  uploads.get(job.id)?.stop.abort();
  uploads.delete(job.id);
  await trying(() => ask("DELETE", `/api/jobs/${job.id}`));
  await poll();
  one("checks").focus();
}

/* ---- showing ---- */

function labelOf(job, product) {
  if (product in { html: 1, xlsx: 1, docx: 1 }) return word(`save-${product}`);
  return word("noted-of", { name: job.files[Number(product.slice(6))].name });
}

function nameOf(job) {
  const files = job.files.filter((file) => !file.leftOut);
  const first = (files[0] ?? job.files[0]).name;
  const n = Math.max(files.length, 1);
  if (n === 1) return first;
  const top = first.split("/")[0];
  if (files.every((file) => file.name.startsWith(`${top}/`))) return `${top} · ${word("files-n", { n })}`;
  return word("more", { name: first, n });
}

function summed(job) {
  const sum = { errors: 0, warnings: 0, notes: 0, unread: 0 };
  for (const file of job.files) {
    sum.errors += file.result?.errors ?? 0;
    sum.warnings += file.result?.warnings ?? 0;
    sum.notes += file.result?.notes ?? 0;
    if (file.leftOut === "large" || (!file.leftOut && (!file.here || ["unreadable", "failed"].includes(file.result?.standing)))) sum.unread += 1;
  }
  return sum;
}

function progressOf(job) {
  if (job.state === "receiving") {
    const upload = uploads.get(job.id);
    const all = job.files.filter((file) => !file.leftOut);
    return word("receiving", upload ?? { done: all.filter((file) => file.here).length, total: all.length });
  }
  if (job.state === "done") {
    const sum = summed(job);
    return word(sum.unread ? "done-some" : "done", sum);
  }
  return word(job.state, job);
}

function toneOf(job) {
  if (job.state === "failed") return "failed";
  if (job.state !== "done") return "";
  const sum = summed(job);
  return sum.errors ? "errors" : sum.unread ? "unreadable" : sum.warnings ? "warnings" : sum.notes ? "notes" : "";
}

function newCard(job) {
  const root = make("li", "job");
  root.dataset.job = job.id;
  const head = make("div", "head"), texts = make("div");
  const card = {
    root, title: make("h3"), state: make("p", "state"), stop: make("button", "small"), bar: make("progress"),
    products: make("div", "products"), lost: make("p", "muted"), list: make("ul", "files"), rows: new Map(),
    rest: make("details"), restTitle: make("summary"), restList: make("ul"), buttons: new Map(), job,
  };
  card.stop.type = "button";
  card.stop.addEventListener("click", () => {
    const { state } = card.job;
    return state === "receiving" || BUSY.includes(state) ? stop(card.job) : remove(card.job);
  });
  texts.append(card.title, card.state);
  head.append(texts, card.stop);
  card.rest.append(card.restTitle, card.restList);
  root.append(head, card.bar, card.products, card.lost, card.list, card.rest);
  return card;
}

/* A button that has something made; where it is there already it is fetched at once. */
function productButton(card, product, label, className) {
  let button = card.buttons.get(product);
  if (!button) {
    button = make("button", className);
    button.type = "button";
    button.dataset.product = product;
    button.addEventListener("click", () => order(card.job, product));
    card.buttons.set(product, button);
  }
  const made = card.job.products[product];
  const isBeing = Boolean(made && !made.ready && !made.refusal);
  button.setAttribute("aria-disabled", String(isBeing || Boolean(made?.refusal)));
  setText(button, isBeing ? word("making") : made?.refusal ? word("not-made", { reason: made.refusal }) : label);
  return button;
}

function place(parent, wantedChildren) {
  wantedChildren.forEach((child, at) => { if (parent.children[at] !== child) parent.insertBefore(child, parent.children[at] ?? null); });
  while (parent.children.length > wantedChildren.length) parent.lastElementChild.remove();
}

function linkTo(holder, key, href, text, className) {
  holder[key] ??= make("a", className);
  holder[key].href = href;
  setText(holder[key], text);
  return holder[key];
}

function updateCard(card, job) {
  card.job = job;
  const isOpen = job.state === "receiving" || BUSY.includes(job.state), title = nameOf(job);
  setText(card.title, title);
  setText(card.state, progressOf(job));
  card.state.className = `state ${toneOf(job)}`;
  setText(card.stop, word(isOpen ? "cancel" : "remove"));
  card.stop.setAttribute("aria-label", word(isOpen ? "cancel-of" : "remove-of", { name: title }));
  card.bar.hidden = !isOpen;
  card.bar.setAttribute("aria-label", title);
  const upload = uploads.get(job.id);
  card.bar.max = Math.max(1, upload?.total ?? job.total);
  if (job.state === "writing" || job.state === "waiting") card.bar.removeAttribute("value");
  else card.bar.value = upload?.done ?? job.done;
  const isDone = job.state === "done" && Boolean(job.products.html?.ready);
  card.products.hidden = !isDone;
  if (isDone) {
    const read = linkTo(card, "read", `/jobs/${job.id}/report`, word("report"), "button main");
    read.target = "_blank";
    const save = linkTo(card, "save", `/jobs/${job.id}/made/html`, word("save-html"), "button");
    save.download = "";
    const others = job.lost ? [] : told.products.filter((name) => name !== "html");
    place(card.products, [read, save, ...others.map((name) => productButton(card, name, word(`save-${name}`), ""))]);
  }
  card.lost.hidden = !job.lost || job.state !== "done";
  setText(card.lost, word("lost"));
  const numbers = job.files.flatMap((file, number) => (file.leftOut && file.leftOut !== "large" ? [] : [number]));
  place(card.list, numbers.map((number) => row(card, number)));
  const rest = job.files.filter((file) => file.leftOut && !["large", "opened"].includes(file.leftOut));
  card.rest.hidden = !rest.length;
  setText(card.restTitle, word("left-out", { n: rest.length }));
  if (card.restList.children.length !== rest.length || card.lang !== lang) {
    card.restList.replaceChildren(...rest.map((file) => {
      const item = make("li");
      item.append(make("bdi", "", file.name), " ", make("span", "", word(`left-${file.leftOut}`)));
      return item;
    }));
    card.lang = lang;
  }
  announce(job);
}

function row(card, number) {
  const { job } = card, file = job.files[number], result = file.result;
  let shown = card.rows.get(number);
  if (!shown) {
    shown = { root: make("li", "file"), name: make("bdi", "name"), verdict: make("span"), counts: make("span", "counts"),
      body: make("small"), says: make("span", "says"), does: make("div", "does") };
    const outcome = make("div", "outcome");
    shown.name.append(make("b", "", file.name), shown.body);
    outcome.append(shown.verdict, shown.counts, shown.says);
    shown.root.append(shown.name, outcome, shown.does);
    card.rows.set(number, shown);
  }
  const isAt = job.state === "running" && job.at === number;
  shown.root.classList.toggle("at", isAt);
  setText(shown.body, result?.body ?? "");
  shown.body.hidden = !result?.body;
  shown.verdict.className = result && result.standing !== "own-report" ? `verdict ${result.standing}` : "verdict";
  setText(shown.verdict, verdictOf(job, file, isAt));
  const hasCounts = Boolean(result && (result.errors || result.warnings || result.notes));
  setText(shown.counts, hasCounts ? word("counts", result) : "");
  setText(shown.says, result?.says ?? "");
  shown.says.hidden = !result?.says;
  const does = [];
  if (job.state === "done" && result?.place && card.rows.size > 1) {
    const read = linkTo(shown, "read", `/jobs/${job.id}/report#d${result.place}`, word("read-one"), "button small");
    read.target = "_blank";
    read.setAttribute("aria-label", word("report-of", { name: file.name }));
    does.push(read);
  }
  if (job.state === "done" && result?.noted && !job.lost) {
    const button = productButton(card, `noted-${number}`, word("noted"), "small");
    button.title = word("noted-of", { name: file.name });
    does.push(button);
  }
  place(shown.does, does);
  shown.does.hidden = !does.length;
  return shown.root;
}

function verdictOf(job, file, isAt) {
  if (file.result) return word(file.result.standing === "own-report" ? "own-report" : `verdict-${file.result.standing}`);
  if (file.leftOut) return word(`left-${file.leftOut}`, { file: told.limits.file / MIB });
  if (isAt) return word("file-at");
  if (job.state === "receiving" || BUSY.includes(job.state)) {
    return word(file.here || job.state === "receiving" ? "file-waiting" : "not-sent");
  }
  return word(job.state === "done" && !file.here ? "not-sent" : "file-stopped");
}

/* The stages of a job are said; every single file would be too much to listen to. */
function announce(job) {
  const before = spoken.get(job.id);
  spoken.set(job.id, job.state);
  if (before !== undefined && before !== job.state) say(`${nameOf(job)}: ${progressOf(job)}`);
}

function show() {
  const latest = [...jobs].reverse();
  for (const job of latest) {
    if (!cards.has(job.id)) cards.set(job.id, newCard(job));
    updateCard(cards.get(job.id), job);
  }
  for (const id of cards.keys()) if (!jobs.some((job) => job.id === id)) cards.delete(id);
  place(one("jobs"), latest.map((job) => cards.get(job.id).root));
  one("none").hidden = jobs.length > 0;
}

function speak() {
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  document.title = word("title");
  for (const element of document.querySelectorAll("[data-word]")) setText(element, word(element.dataset.word));
  one("language").lang = lang === "zh" ? "en" : "zh-CN";
  setText(one("formats"), word("formats", { file: told.limits.file / MIB, files: told.limits.files }));
  if (lastNotice) notice(lastNotice);
  show();
}

/* ---- what the user does ---- */

one("language").addEventListener("click", () => {
  lang = lang === "zh" ? "en" : "zh";
  history.replaceState(null, "", `/?lang=${lang}`);
  speak();
});

for (const [button, input] of [["choose-files", "files"], ["choose-folder", "folder"]]) {
  one(button).addEventListener("click", () => one(input).click());
  one(input).addEventListener("change", async () => {
    const found = [...one(input).files].map((file) => ({
      file, name: file.webkitRelativePath || file.name, searched: Boolean(file.webkitRelativePath),
    }));
    one(input).value = "";
    await take(found);
  });
}
if (!("webkitdirectory" in one("folder"))) one("choose-folder").hidden = true;

let depth = 0;
const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
document.addEventListener("dragenter", (event) => {
  if (hasFiles(event)) { depth += 1; one("drop").classList.add("over"); }
});
document.addEventListener("dragleave", (event) => {
  if (hasFiles(event) && --depth <= 0) { depth = 0; one("drop").classList.remove("over"); }
});
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  depth = 0;
  one("drop").classList.remove("over");
  if (hasFiles(event)) dropped(event.dataTransfer);
});

one("quit").addEventListener("click", () => one("sure").showModal());
one("sure").addEventListener("close", async () => {
  if (one("sure").returnValue !== "yes") return;
  for (const upload of uploads.values()) upload.stop.abort();
  const done = await trying(async () => { await ask("POST", "/api/end"); return true; });
  if (!done) return;
  hasEnded = true;
  clearTimeout(polling);
  const end = make("p", "ended", word("ended"));
  end.setAttribute("role", "status");
  end.tabIndex = -1;
  document.querySelector("main").replaceChildren(end);
  document.querySelector(".actions").remove();
  end.focus();
});

speak();
poll();
