//! Sweden's counties and municipalities, with Statistics Sweden's (SCB) codes: the places a record can name.

use super::node::Node;
use super::read::{Problems, Read};
use crate::diagnostics::suggest;

/// Reference data: code, name and kind of every county and municipality.
const TABLE: &str = include_str!("areas.tsv");

/// A part of the country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Area {
    /// All of it.
    National,
    /// A county (län).
    County(Place),
    /// A municipality (kommun).
    Municipality(Place),
}

/// A named area of the reference data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// SCB's code: two digits for a county, four for a municipality.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
}

impl Area {
    /// The name, where it is a place.
    pub fn name(&self) -> Option<&'static str> {
        match self {
            Self::National => None,
            Self::County(place) | Self::Municipality(place) => Some(place.name),
        }
    }
}

/// All places of a kind (`county` or `municipality`).
pub fn places(kind: &str) -> impl Iterator<Item = Place> {
    TABLE.lines().skip(1).filter_map(move |line| {
        let mut columns = line.split('\t');
        let (code, name) = (columns.next()?, columns.next()?);
        (columns.next()? == kind).then_some(Place { code, name })
    })
}

impl Read for Area {
    /// `national`, `county:Hallands län`, `municipality:Göteborg`, or a code in place of the name.
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        let text = String::read(node, problems)?;
        if text == "national" {
            return Some(Self::National);
        }
        let Some((kind @ ("county" | "municipality"), wanted)) = text.split_once(':') else {
            let message = format!("`{text}` is not an area.");
            let help = "Write `national`, `county:Hallands län` or `municipality:Göteborg`.".to_owned();
            problems.error("record/unknown-area", &node.span, message, Some(help));
            return None;
        };
        let wanted = wanted.trim();
        let place = places(kind).find(|place| place.name == wanted || place.code == wanted);
        if place.is_none() {
            let names: Vec<&str> = places(kind).map(|place| place.name).collect();
            let message = format!("There is no {kind} `{wanted}` in Sweden.");
            let help = match suggest(wanted, names) {
                Some(near) => format!("Did you mean `{kind}:{near}`?"),
                None => "Write its name or code as Statistics Sweden (SCB) does: `county:Hallands län`, `municipality:1480`.".to_owned(),
            };
            problems.error("record/unknown-area", &node.span, message, Some(help));
        }
        place.map(|place| if kind == "county" { Self::County(place) } else { Self::Municipality(place) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_data_is_whole() {
        assert_eq!(places("county").count(), 21);
        assert_eq!(places("municipality").count(), 290);
        assert!(places("municipality").all(|place| place.code.len() == 4));
        let counties: Vec<&str> = places("county").map(|place| place.code).collect();
        assert!(places("municipality").all(|place| counties.contains(&&place.code[..2])));
    }
}
