/**
 * The addresses and titles of all pages, as `titles.rs` packs them.
 * @param {Uint8Array} bytes
 * @returns {Head[]}
 */
function readTitles(bytes) {
  const reader = new Reader(bytes);
  const last = new Uint8Array(reader.number());
  const row = reader.number();
  place(last, bytes.subarray(reader.at));
  const list = decoder.decode(unsorted(last, row));
  let before = "";
  return !list ? [] : list.split("\x1e").map((packed) => {
    const [url, title] = packed.split("\x1f");
    before = after(before, url);
    const numbers = before.match(/[0-9]+/g) || [];
    return { url: before, title: title.replace(/[\x01-\x08]/g, (place) => numbers[place.charCodeAt(0) - 1]) };
  });
}

/**
 * Sets bytes that are written as their place among those seen last, and runs of the last one as their length.
 * @param {Uint8Array} bytes
 * @param {Uint8Array} ranks
 */
function place(bytes, ranks) {
  const recent = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  let at = 0;
  let digit = 1;
  for (const rank of ranks) {
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
  }
}

/**
 * Undoes the Burrows–Wheeler transform.
 * @param {Uint8Array} last the bytes in the order of what follows them
 * @param {number} row that of the text itself, which no byte stands before
 */
function unsorted(last, row) {
  const starts = new Uint32Array(257);
  for (const byte of last) starts[byte + 1]++;
  starts[0] = 1;
  for (let byte = 0; byte < 256; byte++) starts[byte + 1] += starts[byte];
  const rows = Uint32Array.from(last, (byte) => starts[byte]++);
  const text = new Uint8Array(last.length);
  for (let at = text.length, now = 0; at--; ) {
    const place = now > row ? now - 1 : now;
    text[at] = last[place];
    now = rows[place];
  }
  return text;
}
