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
      if (byte === undefined) throw failure("damaged", "A part of the search index is damaged.");
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
 * An error with a code that the interface can translate.
 * @param {string} code
 * @param {string} message
 * @returns {Error & {code: string}}
 */
function failure(code, message) {
  return Object.assign(new Error(message), { code });
}

/**
 * The bytes of a chunk: base64, then deflate.
 * @param {string} packed
 * @returns {Promise<Uint8Array>}
 */
async function unpack(packed) {
  try {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw failure("damaged", "A part of the search index is damaged.");
  }
}
