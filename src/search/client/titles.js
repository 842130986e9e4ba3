/**
 * The addresses and titles of all pages, as `titles.rs` packs them.
 * @param {Uint8Array} bytes
 * @returns {Head[]}
 */
function readTitles(bytes) {
  const reader = new Reader(bytes);
  const length = reader.number();
  const row = reader.number();
  const list = decoder.decode(unsorted(placed(bytes, reader.at, length), row));
  let before = "";
  return !list ? [] : list.split("\x1e").map((packed) => {
    const [url, title] = packed.split("\x1f");
    before = after(before, url);
    const numbers = before.match(/[0-9]+/g) || [];
    return { url: before, title: title.replace(/[\x01-\x08]/g, (place) => numbers[place.charCodeAt(0) - 1]) };
  });
}

/**
 * Bytes that are written as their place among those seen last, and runs of the last one as their length.
 * @param {Uint8Array} places
 * @param {number} from
 * @param {number} length
 */
function placed(places, from, length) {
  const bytes = new Uint8Array(length);
  const recent = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  let at = 0;
  for (let next = from, digit = 1; next < places.length; next++) {
    const place = places[next] - 1;
    if (place < 1) {
      // Digits of a run that follow one another are worth one or two of one, two, four …
      const run = digit << (place + 1);
      bytes.fill(recent[0], at, (at += run));
      digit <<= 1;
    } else {
      const byte = recent[place];
      recent.copyWithin(1, 0, place);
      bytes[at++] = recent[0] = byte;
      digit = 1;
    }
  }
  return bytes;
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
