//! `[colours]`: the few colours by which a site looks like its own.

use crate::content::node::Node;
use crate::content::read::{Keys, Problems, Read};
use crate::diagnostics::Location;

/// The colours that a site sets, each for light and for dark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Colours {
    /// On light grounds.
    pub light: Palette,
    /// On dark grounds.
    pub dark: Palette,
}

/// The colours of one of the two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    /// Links in texts.
    pub link: Option<Colour>,
    /// The band of the start page and the foot; buttons, where the ground is light.
    pub night: Option<Colour>,
    /// What shines: marks, numbers to call; buttons, where the ground is dark.
    pub glow: Option<Colour>,
}

/// A colour, and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colour {
    /// Red, green and blue.
    pub rgb: [u8; 3],
    /// Its place in the configuration.
    pub place: Location,
}

impl Read for Colours {
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let light = Palette::of(&mut keys);
        let dark = keys.take("dark").unwrap_or_default();
        keys.finish("`colours`");
        Some(Self { light, dark })
    }
}

impl Palette {
    fn of(keys: &mut Keys<'_, '_, '_>) -> Self {
        Self { link: keys.take("link"), night: keys.take("night"), glow: keys.take("glow") }
    }
}

impl Read for Palette {
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let palette = Self::of(&mut keys);
        keys.finish("`colours.dark`");
        Some(palette)
    }
}

impl Read for Colour {
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        let text = String::read(node, problems)?;
        let Some(rgb) = parse(&text) else {
            let help = "Write red, green and blue as hexadecimal numbers: `#0b5a4f`.".to_owned();
            let message = format!("`{text}` is not a colour.");
            problems.error("config/bad-colour", &node.span, message, Some(help));
            return None;
        };
        Some(Self { rgb, place: problems.locate(&node.span) })
    }
}

/// `#0b5a4f` or `#fff`.
pub(crate) fn parse(text: &str) -> Option<[u8; 3]> {
    let digits =
        text.strip_prefix('#').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    let byte = |shift: u32| (number >> shift) as u8;
    let nibble = |shift: u32| (byte(shift) & 0xf) * 0x11;
    match digits.len() {
        6 => Some([byte(16), byte(8), byte(0)]),
        3 => Some([nibble(8), nibble(4), nibble(0)]),
        _ => None,
    }
}
