//! Expressions that mean the same: where one stands in a text, the others are indexed too, with less weight.
//!
//! This is done while building, so the browser need not know of it and a query costs nothing more.

use super::language::Language;
use super::read::{Field, Reading, Run, Word};
use super::vocabulary::Vocabulary;
use super::{Document, read};
use rustc_hash::FxHashMap;

/// The groups, by the class that an expression begins with.
#[derive(Default)]
pub(crate) struct Synonyms {
    groups: Vec<Vec<Expression>>,
    begins: FxHashMap<u32, Vec<(usize, usize)>>,
}

/// Words of an expression: their forms, and the classes by which it is recognised.
struct Expression {
    forms: Vec<u32>,
    classes: Vec<u32>,
}

/// What an expression in a text stands for: another expression, and which words of the run it was found in.
pub(crate) struct Meant<'a> {
    pub(crate) forms: &'a [u32],
    pub(crate) at: std::ops::Range<usize>,
}

/// Reads the expressions of each group as if they were the names of a page, so that the vocabulary
/// learns their words.
pub(crate) fn read_groups(groups: &[Vec<String>], language: &Language) -> read::Group {
    let pages: Vec<Document<'_>> = groups
        .iter()
        .map(|group| Document { names: group.iter().map(String::as_str).collect(), ..Document::default() })
        .collect();
    read::read(&pages.iter().collect::<Vec<_>>(), language)
}

impl Synonyms {
    /// Collects the groups after the vocabulary has numbered their words.
    pub(crate) fn collect(readings: &[Reading], vocabulary: &Vocabulary) -> Self {
        let mut synonyms = Self::default();
        for (number, reading) in readings.iter().enumerate() {
            let group: Vec<Expression> = reading
                .runs
                .iter()
                .filter(|run| run.field == Field::Name)
                .map(|run| {
                    let forms: Vec<u32> =
                        own_words(reading, run).map(|(_, word)| word.form() as u32).collect();
                    let classes = forms.iter().map(|form| vocabulary.forms[*form as usize].class).collect();
                    Expression { forms, classes }
                })
                .collect();
            for (place, expression) in group.iter().enumerate() {
                if let Some(first) = expression.classes.first() {
                    synonyms.begins.entry(*first).or_default().push((number, place));
                }
            }
            synonyms.groups.push(group);
        }
        synonyms
    }

    /// The expressions meant by those that stand in a run of words.
    pub(crate) fn meant(&self, reading: &Reading, run: &Run, vocabulary: &Vocabulary) -> Vec<Meant<'_>> {
        let mut meant = Vec::new();
        if self.begins.is_empty() {
            return meant;
        }
        let words: Vec<(usize, u32)> =
            own_words(reading, run).map(|(at, word)| (at, vocabulary.forms[word.form()].class)).collect();
        for (start, (at, class)) in words.iter().enumerate() {
            for &(group, place) in self.begins.get(class).into_iter().flatten() {
                let expression = &self.groups[group][place];
                let here = words[start..].iter().map(|(_, class)| class);
                if !here.take(expression.classes.len()).eq(expression.classes.iter()) {
                    continue;
                }
                let end = words[start + expression.classes.len() - 1].0 + 1;
                let others = self.groups[group].iter().enumerate().filter(|(other, _)| *other != place);
                meant.extend(others.map(|(_, other)| Meant { forms: &other.forms, at: *at..end }));
            }
        }
        meant
    }
}

/// The words of a run that have a place of their own, with their places.
fn own_words<'a>(reading: &'a Reading, run: &Run) -> impl Iterator<Item = (usize, &'a Word)> {
    reading.words[run.words.clone()].iter().enumerate().filter(|(_, word)| word.joins() == 0)
}
