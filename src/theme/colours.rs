//! A site's own colours: whether texts can be read in them (WCAG 2, 1.4.3), and the style sheet that sets them.
//!
//! What they stand against is read from the theme's style sheet, so that this holds for a changed theme too. They
//! come at its end, in no request and no element of their own, and leave print and high contrast as they are.

use super::ThemeFile;
use crate::config::{Colour, Colours, Palette, parse_colour};
use crate::diagnostics::Diagnostic;
use std::collections::BTreeMap;
use std::fmt::Write;

type Rgb = [u8; 3];

const STYLE: &str = "lykta.css";
const LIGHT: &str = "(prefers-color-scheme: light)";
const DARK: &str = "(prefers-color-scheme: dark)";
/// What text needs against its ground.
const ENOUGH: f64 = 4.5;

/// What a colour of the configuration does in the theme.
struct Role {
    key: &'static str,
    colour: fn(&Palette) -> Option<&Colour>,
    /// The custom properties that it sets.
    sets: &'static [&'static str],
    /// Those that it sets in a stronger tone: what is pointed at, what lies deeper.
    stronger: &'static [&'static str],
    /// Those that it is read against.
    against: &'static [&'static str],
    /// What it is mixed with for the stronger tone.
    towards: Rgb,
}

const BLACK: Rgb = [0; 3];
const WHITE: Rgb = [255; 3];

/// What the colours do in light, or in dark: there the lamp takes over from the night what one acts on.
const fn roles(dark: bool) -> [Role; 3] {
    let link = Role {
        key: "link",
        colour: |palette| palette.link.as_ref(),
        sets: &["--link"],
        stronger: &["--link-hover"],
        against: &["--ground", "--surface", "--surface-strong"],
        towards: if dark { WHITE } else { BLACK },
    };
    let night = Role {
        key: "night",
        colour: |palette| palette.night.as_ref(),
        sets: if dark { &["--night"] } else { &["--night", "--action"] },
        stronger: if dark { &["--night-deep"] } else { &["--night-deep", "--action-hover"] },
        against: if dark {
            &["--on-night", "--on-night-soft"]
        } else {
            &["--on-night", "--on-night-soft", "--on-action"]
        },
        towards: BLACK,
    };
    let glow = Role {
        key: "glow",
        colour: |palette| palette.glow.as_ref(),
        sets: if dark { &["--glow", "--action"] } else { &["--glow"] },
        stronger: if dark { &["--glow-hover", "--action-hover"] } else { &["--glow-hover"] },
        against: if dark { &["--on-glow", "--on-action"] } else { &["--on-glow"] },
        towards: WHITE,
    };
    [link, night, glow]
}

/// Adds a site's colours to the style sheet, or tells which of them cannot be read.
pub(super) fn apply(colours: &Colours, files: &mut BTreeMap<String, Vec<ThemeFile>>) -> Vec<Diagnostic> {
    if *colours == Colours::default() {
        return Vec::new();
    }
    let Some(file) = files.get_mut(STYLE).and_then(|layers| layers.first_mut()) else { return Vec::new() };
    let style = String::from_utf8_lossy(&file.bytes).into_owned();
    let mut told = Vec::new();
    let mut rules = String::new();
    for (dark, palette) in [(false, &colours.light), (true, &colours.dark)] {
        let mut set = String::new();
        for role in roles(dark) {
            let Some(colour) = (role.colour)(palette) else { continue };
            let against: Vec<(&str, Rgb)> =
                role.against.iter().filter_map(|name| Some((*name, token(&style, name, dark)?))).collect();
            told.extend(unreadable(&role, colour, &against, dark));
            let stronger = mixed(colour.rgb, role.towards, 0.3);
            for (names, rgb) in [(role.sets, colour.rgb), (role.stronger, stronger)] {
                for name in names {
                    let _ = write!(set, "{name}:{};", hex(rgb));
                }
            }
        }
        // The light ones would reach into the dark, for they come after the theme's own.
        let scheme = if dark { DARK } else { LIGHT };
        if !set.is_empty() {
            let _ = write!(
                rules,
                "\n@media screen and (prefers-contrast: no-preference) and {scheme} {{:root{{{set}}}}}"
            );
        }
    }
    file.bytes.extend_from_slice(rules.as_bytes());
    told
}

fn unreadable(role: &Role, colour: &Colour, against: &[(&str, Rgb)], dark: bool) -> Option<Diagnostic> {
    let (name, least) = against
        .iter()
        .map(|(name, other)| (*name, contrast(colour.rgb, *other)))
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .filter(|(_, least)| *least < ENOUGH)?;
    let others: Vec<Rgb> = against.iter().map(|(_, other)| *other).collect();
    let scheme = if dark { "dark" } else { "light" };
    // Rounded down, for 4.49 is not enough.
    let message = format!(
        "In {scheme}, `{}` has a contrast of {:.2}:1 against `{name}`; text needs {ENOUGH}:1.",
        role.key,
        (least * 100.0).floor() / 100.0
    );
    let diagnostic = Diagnostic::error("config/low-contrast", message).at(colour.place.clone());
    Some(match nearest(colour.rgb, &others) {
        Some(near) => diagnostic.help(format!("The nearest tone of it that holds is `{}`.", hex(near))),
        None => diagnostic.help("No tone of it holds against all of them: change the theme's colours too."),
    })
}

/// The first tone on the way to black or to white that can be read against all others.
fn nearest(rgb: Rgb, others: &[Rgb]) -> Option<Rgb> {
    let holds = |tone: &Rgb| others.iter().all(|other| contrast(*tone, *other) >= ENOUGH);
    (1..=255).flat_map(|step| [BLACK, WHITE].map(|end| mixed(rgb, end, f64::from(step) / 255.0))).find(holds)
}

/// A colour with so much of another in it.
fn mixed(rgb: Rgb, other: Rgb, part: f64) -> Rgb {
    let mix = |at: usize| (f64::from(rgb[at]) * (1.0 - part) + f64::from(other[at]) * part).round() as u8;
    [mix(0), mix(1), mix(2)]
}

fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// The contrast of two colours, from 1 to 21.
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The relative luminance as WCAG defines it.
fn luminance(rgb: Rgb) -> f64 {
    let linear = rgb.map(|channel| {
        let part = f64::from(channel) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

/// A colour among the custom properties of a style sheet; those for dark come in the first rule for it.
fn token(style: &str, name: &str, dark: bool) -> Option<Rgb> {
    let (light_part, dark_part) = style.split_once(DARK).unwrap_or((style, ""));
    let dark_part = dark_part.split("@media").next().unwrap_or_default();
    let value = |part: &str| {
        let (_, rest) = part.split_once(&format!("{name}:"))?;
        parse_colour(rest.split([';', '}']).next()?.trim())
    };
    value(dark_part).filter(|_| dark).or_else(|| value(light_part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::EMBEDDED;

    fn theme() -> &'static str {
        EMBEDDED.get_file("assets/lykta.css").unwrap().contents_utf8().unwrap()
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
        assert!((contrast([0x77; 3], [255; 3]) - 4.48).abs() < 0.01);
        assert!((contrast([0x76; 3], [255; 3]) - 4.54).abs() < 0.01);
    }

    #[test]
    fn the_theme_has_all_that_colours_stand_against_and_holds_itself() {
        for dark in [false, true] {
            for role in roles(dark) {
                for own in role.sets.iter().chain(role.stronger) {
                    let own = token(theme(), own, dark).unwrap_or_else(|| panic!("{own}"));
                    for name in role.against {
                        let other = token(theme(), name, dark).unwrap_or_else(|| panic!("{name}"));
                        assert!(contrast(own, other) >= ENOUGH, "{} against {name}, dark: {dark}", hex(own));
                    }
                }
            }
        }
    }

    #[test]
    fn the_nearest_tone_is_on_the_side_that_holds() {
        assert_eq!(nearest([0x77; 3], &[[255; 3]]), Some([0x76; 3]));
        assert_eq!(nearest([0x44; 3], &[[0; 3]]).map(|tone| contrast(tone, [0; 3]) >= ENOUGH), Some(true));
        assert_eq!(nearest([0x77; 3], &[[0; 3], [255; 3]]), Some([0x76; 3]));
        assert_eq!(nearest([0x77; 3], &[[0x44; 3], [0xbb; 3]]), None);
    }

    #[test]
    fn tokens_are_read_for_light_and_dark() {
        let style = ":root{--a: #fff;--b:#112233}@media (prefers-color-scheme: dark){:root{--a:#000}}@media print{:root{--b:#fff}}";
        assert_eq!(token(style, "--a", false), Some([255; 3]));
        assert_eq!(token(style, "--a", true), Some([0; 3]));
        assert_eq!(token(style, "--b", true), Some([0x11, 0x22, 0x33]));
        assert_eq!(token(style, "--c", true), None);
    }
}
