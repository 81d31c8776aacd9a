// What many documents say is packed (DEFLATE, RFC 1951) and unpacked when one of them is shown.
const unpackedChecks = new Map();

const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const DISTANCE_BITS = DISTANCES.map((_, number) => Math.max(0, (number >> 1) - 1));
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A code from the lengths of its words: how many there are of each length, and their symbols in order. */
function codeOf(lengths) {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length] += 1;
  counts[0] = 0;
  const starts = new Uint16Array(17);
  for (let length = 1; length < 16; length += 1) starts[length + 1] = starts[length] + counts[length];
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => {
    if (length) symbols[starts[length]++] = symbol;
  });
  return { counts, symbols };
}

const fixedLengths = () => codeOf(Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)));
const fixedDistances = () => codeOf(new Array(30).fill(5));

class Inflater {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
    this.held = 0;
    this.count = 0;
    this.made = new Uint8Array(bytes.length * 12 + 1024);
    this.size = 0;
  }

  bits(wanted) {
    while (this.count < wanted) {
      this.held |= this.bytes[this.at++] << this.count;
      this.count += 8;
    }
    const value = this.held & ((1 << wanted) - 1);
    this.held >>>= wanted;
    this.count -= wanted;
    return value;
  }

  symbol({ counts, symbols }) {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length < 16; length += 1) {
      code |= this.bits(1);
      const count = counts[length];
      if (code - count < first) return symbols[index + code - first];
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new Error("no such word");
  }

  room(wanted) {
    if (this.size + wanted <= this.made.length) return;
    const larger = new Uint8Array(Math.max(this.made.length * 2, this.size + wanted));
    larger.set(this.made);
    this.made = larger;
  }

  stored() {
    this.held = this.count = 0;
    const length = this.bytes[this.at] | (this.bytes[this.at + 1] << 8);
    this.at += 4;
    this.room(length);
    this.made.set(this.bytes.subarray(this.at, this.at + length), this.size);
    this.at += length;
    this.size += length;
  }

  codes() {
    const [literals, distances, own] = [this.bits(5) + 257, this.bits(5) + 1, this.bits(4) + 4];
    const lengths = new Array(19).fill(0);
    for (let place = 0; place < own; place += 1) lengths[ORDER[place]] = this.bits(3);
    const code = codeOf(lengths);
    const all = [];
    while (all.length < literals + distances) {
      const symbol = this.symbol(code);
      if (symbol < 16) all.push(symbol);
      else {
        const value = symbol === 16 ? all.at(-1) : 0;
        const times = symbol === 16 ? 3 + this.bits(2) : symbol === 17 ? 3 + this.bits(3) : 11 + this.bits(7);
        for (let time = 0; time < times; time += 1) all.push(value);
      }
    }
    return [codeOf(all.slice(0, literals)), codeOf(all.slice(literals))];
  }

  block([literals, distances]) {
    for (let symbol = this.symbol(literals); symbol !== 256; symbol = this.symbol(literals)) {
      if (symbol < 256) {
        this.room(1);
        this.made[this.size++] = symbol;
        continue;
      }
      const length = LENGTHS[symbol - 257] + this.bits(LENGTH_BITS[symbol - 257]);
      const far = this.symbol(distances);
      const distance = DISTANCES[far] + this.bits(DISTANCE_BITS[far]);
      this.room(length);
      for (let place = 0; place < length; place += 1, this.size += 1) this.made[this.size] = this.made[this.size - distance];
    }
  }

  run() {
    for (let isLast = false; !isLast; ) {
      isLast = this.bits(1) === 1;
      const kind = this.bits(2);
      if (kind === 0) this.stored();
      else this.block(kind === 1 ? [fixedLengths(), fixedDistances()] : this.codes());
    }
    return new TextDecoder().decode(this.made.subarray(0, this.size));
  }
}

const nodesOf = (text) => new DOMParser().parseFromString(text, "text/html").body.childNodes;

/** Puts what a document says where it is shown, the first time. It is markup of this page, escaped like the rest of it. */
function unpack(panel) {
  const block = panel && document.getElementById(`${panel.id}packed`);
  if (!block) return;
  const bytes = Uint8Array.from(atob(block.textContent), (char) => char.charCodeAt(0));
  block.remove();
  const { text, others, checks } = JSON.parse(new Inflater(bytes).run());
  unpackedChecks.set(panel, checks);
  one(".text", panel).replaceChildren(...nodesOf(text));
  for (const folded of all(".others[data-packed]", panel)) folded.append(...nodesOf(others[folded.dataset.packed]));
}

/** The document that a figure or a line is of, unpacked, so that a link to it arrives. */
function unpackFor(name) {
  unpack(document.getElementById(/^d\d+(?=[fl]\d+$)/.exec(name)?.[0] ?? ""));
}
