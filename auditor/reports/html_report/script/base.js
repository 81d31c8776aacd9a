// What every page has: its elements, its words, what it says to those who listen.
const root = document.documentElement;
root.classList.add("js");
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
let words = {};

function say(key, blanks = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => blanks[name]);
}

function announce(text) {
  one("#said").textContent = text;
}

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Text as search takes it: of one width, of one case, without the commas and spaces that group digits. */
const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/[,\s]/g, "");
