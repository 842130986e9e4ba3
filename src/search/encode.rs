//! How bytes become files: variable-length numbers, deflate and seven bits a letter inside a classic script.
//!
//! A page opened from disk can read nothing but scripts. Of what a string in a script may hold, the 128 letters
//! of ASCII are the most that no host's idea of an encoding can spoil: 1.18 bytes on a USB stick for each of
//! deflate's, where base64 takes 1.34, and 1.03 after a host's gzip, where base64 takes 1.02.

use crate::text;
use data_encoding::Specification;
use libdeflater::{CompressionLvl, Compressor};
use std::sync::LazyLock;

/// How hard to compress.
#[derive(Clone, Copy)]
pub(crate) enum Effort {
    /// Many chunks, of which a reader loads few: more would cost much time for little.
    Quick,
    /// What every reader loads, or few chunks.
    Most,
    /// What has been sorted by blocks: to point at what is repeated seldom pays there, and only a search for the
    /// cheapest way to say it leaves it out.
    Utmost,
}

impl Effort {
    /// Of libdeflate's levels, 1 to 12.
    fn level(self) -> i32 {
        match self {
            Self::Quick => 5,
            Self::Most => 9,
            Self::Utmost => 12,
        }
    }

    /// For the chunks of an index that may be loaded as a whole.
    pub(crate) fn of(whole: bool) -> Self {
        if whole { Self::Most } else { Self::Quick }
    }
}

/// Bytes of a chunk, being written.
#[derive(Default)]
pub(crate) struct Writer(pub(crate) Vec<u8>);

impl Writer {
    /// A number, seven bits a byte, the lowest first.
    pub(crate) fn number(&mut self, mut value: u32) {
        while value >= 0x80 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    /// Text with its length in bytes before it.
    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len() as u32);
        self.0.extend_from_slice(text.as_bytes());
    }

    /// Ascending numbers, as their count and the gaps between them.
    pub(crate) fn ascending(&mut self, values: &[u32]) {
        self.number(values.len() as u32);
        self.gaps(values.iter().copied());
    }

    /// The gaps between ascending numbers.
    pub(crate) fn gaps(&mut self, values: impl Iterator<Item = u32>) {
        let mut last = 0;
        for value in values {
            self.number(value - last);
            last = value;
        }
    }
}

/// A part of the index that is loaded on its own.
pub(crate) struct Chunk {
    /// Its file's name without `.js`; the part after the dot is a hash of the content.
    pub(crate) name: String,
    /// The same hash, as the root lists it: that of chunks in a row may be the same.
    pub(crate) hash: [u8; 3],
    /// Compressed, as the inside of a string in a script.
    pub(crate) data: String,
}

/// Letters and digits that no file system confuses by their case.
static NAMES: LazyLock<data_encoding::Encoding> = LazyLock::new(|| {
    let mut specification = Specification::new();
    specification.symbols.push_str("0123456789abcdefghijklmnopqrstuv");
    // The alphabet is a constant with 32 different symbols, so this cannot fail.
    specification.encoding().unwrap_or(data_encoding::BASE32HEX_NOPAD)
});

impl Chunk {
    /// Names the compressed chunks of one kind by what they are, so many in a row by what they are together.
    /// Three bytes of hash are enough: they only have to tell a chunk from an older one of the same number, and
    /// the root lists them all.
    pub(crate) fn all(kind: &str, packed: Vec<String>, together: usize) -> Vec<Self> {
        let mut chunks = Vec::with_capacity(packed.len());
        let mut packed = packed.into_iter().peekable();
        while packed.peek().is_some() {
            let row: Vec<String> = packed.by_ref().take(together).collect();
            let mut hasher = blake3::Hasher::new();
            for data in &row {
                hasher.update(data.as_bytes());
            }
            let mut hash = [0; 3];
            hash.copy_from_slice(&hasher.finalize().as_bytes()[..3]);
            for data in row {
                let name = format!("{kind}{}.{}", chunks.len(), NAMES.encode(&hash));
                chunks.push(Self { name, hash, data });
            }
        }
        chunks
    }

    /// The script that hands its content to the page.
    pub(crate) fn file(self) -> (String, Vec<u8>) {
        let script = ["lykta.chunk(\"", &self.name, "\",\"", &self.data, "\")\n"].concat();
        (format!("search/{}.js", self.name), script.into_bytes())
    }
}

/// Compresses and writes as the inside of a string in a script. The compressor gives the same bytes on every
/// machine.
pub(crate) fn pack(bytes: &[u8], effort: Effort) -> String {
    let mut compressor = Compressor::new(CompressionLvl::new(effort.level()).unwrap_or_default());
    let mut packed = vec![0; compressor.deflate_compress_bound(bytes.len())];
    // There is room for any outcome; were there none, the empty chunk would be told as damaged.
    let length = compressor.deflate_compress(bytes, &mut packed).unwrap_or_default();
    letters(&packed[..length])
}

/// Bytes as letters of seven bits each, the lowest first.
fn letters(bytes: &[u8]) -> String {
    let mut out = Vec::with_capacity(bytes.len() * 6 / 5);
    for seven in bytes.chunks(7) {
        let mut bits = [0; 8];
        bits[..seven.len()].copy_from_slice(seven);
        let eight = spread(u64::from_le_bytes(bits)).to_le_bytes();
        let letters = &eight[..=seven.len()];
        if letters.iter().any(|letter| escape(*letter).is_some()) {
            for letter in letters {
                match escape(*letter) {
                    Some(escaped) => out.extend([b'\\', escaped]),
                    None => out.push(*letter),
                }
            }
        } else {
            out.extend_from_slice(letters);
        }
    }
    // ASCII always is UTF-8; were it not, the empty chunk would be told as damaged.
    String::from_utf8(out).unwrap_or_default()
}

/// Eight times seven bits as eight bytes.
fn spread(bits: u64) -> u64 {
    let bits = (bits & 0x0fff_ffff) | (bits & 0x00ff_ffff_f000_0000) << 4;
    let bits = (bits & 0x0000_3fff_0000_3fff) | (bits & 0x0fff_c000_0fff_c000) << 2;
    (bits & 0x007f_007f_007f_007f) | (bits & 0x3f80_3f80_3f80_3f80) << 1
}

/// What follows the backslash for one of the four letters that cannot stand in a string.
fn escape(letter: u8) -> Option<u8> {
    match letter {
        b'\n' => Some(b'n'),
        b'\r' => Some(b'r'),
        b'"' | b'\\' => Some(letter),
        _ => None,
    }
}

/// Appends a text without the characters that part the fields of the index, and with single spaces only.
pub(crate) fn push_clean(out: &mut String, text: &str) {
    let from = out.len();
    for run in text::runs(text, |c| c.is_whitespace() || c.is_control()) {
        if out.len() > from {
            out.push(' ');
        }
        out.push_str(run);
    }
    debug_assert!(!out[from..].contains('\u{1f}'));
}

/// A text as [`push_clean`] writes it.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_clean(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_seven_bits_a_byte() {
        let mut writer = Writer::default();
        writer.number(5);
        writer.number(300);
        writer.ascending(&[3, 4, 200]);
        assert_eq!(writer.0, [5, 0xac, 2, 3, 3, 1, 0xc4, 1]);
    }

    #[test]
    fn a_chunk_is_named_by_its_content() {
        let names = |packed: &[&str], together| {
            let packed = packed.iter().map(ToString::to_string).collect();
            Chunk::all("sv-w", packed, together).into_iter().map(|chunk| chunk.name).collect::<Vec<_>>()
        };
        let (a, b) = (names(&["one", "three"], 1), names(&["two", "three"], 1));
        assert_ne!(a[0], b[0]);
        assert_eq!(a[0].len(), "sv-w0.".len() + 5);
        assert_eq!(a[1], b[1]);
        // Of two that are named together the second changes its name with the first.
        let (a, b) = (names(&["one", "three", "four"], 2), names(&["two", "three", "four"], 2));
        assert_ne!(a[1], b[1]);
        assert_eq!(a[2], b[2]);
        assert_eq!(a[0].strip_prefix("sv-w0"), a[1].strip_prefix("sv-w1"));
    }

    #[test]
    fn bytes_become_letters_of_seven_bits() {
        assert_eq!(letters(b""), "");
        assert_eq!(letters(&[0xff]), "\u{7f}\u{1}");
        assert_eq!(letters(&[0xff; 7]), "\u{7f}".repeat(8));
        assert_eq!(letters(&[0; 8]), "\0".repeat(10));
        // Line feed, carriage return, quotation mark and backslash.
        let special = 0x0a | 0x0d << 7 | 0x22 << 14 | 0x5c_u32 << 21;
        assert_eq!(letters(&special.to_le_bytes()), [r#"\n\r\"\\"#, "\0"].concat());
    }

    #[test]
    fn texts_lose_control_characters_and_extra_space() {
        assert_eq!(clean("  a\u{1f}b\n\n c\u{0}"), "a b c");
        assert_eq!(clean("\n"), "");
    }
}
