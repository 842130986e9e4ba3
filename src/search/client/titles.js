/** So many steps are taken between two looks at the clock: less than a millisecond each. */
const STEPS_AT_ONCE = 4096;

/**
 * The addresses and titles of all pages, as `titles.rs` packs them.
 * @param {Uint8Array} bytes
 * @param {() => Promise<void>} breathe
 * @returns {Promise<Head[]>}
 */
async function readTitles(bytes, breathe) {
  const reader = new Reader(bytes);
  const last = new Uint8Array(reader.number());
  const row = reader.number();
  await place(last, bytes.subarray(reader.at), breathe);
  const list = decoder.decode(await unsorted(last, row, breathe));
  /** @type {Head[]} */
  const heads = [];
  let before = "";
  for (const packed of list ? list.split("\x1e") : []) {
    const [url, title] = packed.split("\x1f");
    before = after(before, url);
    const numbers = before.match(/[0-9]+/g) || [];
    heads.push({ url: before, title: title.replace(/[\x01-\x08]/g, (place) => numbers[place.charCodeAt(0) - 1]) });
    await breathe();
  }
  return heads;
}

/**
 * Sets bytes that are written as their place among those seen last, and runs of the last one as their length.
 * @param {Uint8Array} bytes
 * @param {Uint8Array} ranks
 * @param {() => Promise<void>} breathe
 */
async function place(bytes, ranks, breathe) {
  const recent = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  let at = 0;
  let digit = 1;
  for (let next = 0; next < ranks.length; next++) {
    const rank = ranks[next];
    if (rank < 2) {
      // Digits of a run that follow one another are worth one or two of one, two, four …
      bytes.fill(recent[0], at, (at += digit << rank));
      digit *= 2;
    } else {
      const byte = recent[rank - 1];
      recent.copyWithin(1, 0, rank - 1);
      bytes[at++] = recent[0] = byte;
      digit = 1;
    }
    if (next % STEPS_AT_ONCE === 0) await breathe();
  }
}

/**
 * Undoes the Burrows–Wheeler transform.
 * @param {Uint8Array} last the bytes in the order of what follows them
 * @param {number} row that of the text itself, which no byte stands before
 * @param {() => Promise<void>} breathe
 */
async function unsorted(last, row, breathe) {
  const starts = new Uint32Array(257);
  for (const byte of last) starts[byte + 1]++;
  starts[0] = 1;
  for (let byte = 0; byte < 256; byte++) starts[byte + 1] += starts[byte];
  const rows = new Uint32Array(last.length);
  for (let place = 0; place < last.length; place++) {
    rows[place] = starts[last[place]]++;
    if (place % STEPS_AT_ONCE === 0) await breathe();
  }
  const text = new Uint8Array(last.length);
  for (let at = text.length, now = 0; at--; ) {
    const place = now > row ? now - 1 : now;
    text[at] = last[place];
    now = rows[place];
    if (at % STEPS_AT_ONCE === 0) await breathe();
  }
  return text;
}
