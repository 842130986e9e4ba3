/** Reads the numbers and texts of a chunk, as the generator's `Writer` wrote them. */
class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  /** A number of seven bits a byte. */
  number() {
    let value = 0;
    let shift = 0;
    for (;;) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw failure("damaged");
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
      shift += 7;
    }
  }

  /** Text with its length before it. */
  text() {
    const length = this.number();
    this.at += length;
    return decoder.decode(this.bytes.subarray(this.at - length, this.at));
  }

  /** Ascending numbers. */
  ascending() {
    const values = new Uint32Array(this.number());
    let last = 0;
    for (let i = 0; i < values.length; i++) values[i] = last += this.number();
    return values;
  }
}

const decoder = new TextDecoder();

/**
 * An error with a code that the interface can translate: the index does not fit this script (`format`), or a part of it
 * is cut off (`damaged`).
 * @param {"format" | "damaged"} code
 * @returns {Error & {code: string}}
 */
const failure = (code) => Object.assign(new Error("Search index: " + code), { code });

/**
 * Bytes that stand in letters of seven bits each, the lowest first. Seven bytes are eight letters.
 * @param {string} letters
 */
function fromLetters(letters) {
  const bytes = new Uint8Array(letters.length - Math.ceil(letters.length / 8));
  for (let at = 0, next = 0; at < bytes.length; next++) {
    const shift = next % 8;
    if (shift < 7) bytes[at++] = (letters.charCodeAt(next) >> shift) | (letters.charCodeAt(next + 1) << (7 - shift));
  }
  return bytes;
}

/**
 * The bytes of a chunk: letters, then deflate.
 * @param {string} packed
 * @returns {Promise<Uint8Array>}
 */
async function unpack(packed) {
  try {
    const stream = new Blob([fromLetters(packed)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw failure("damaged");
  }
}
