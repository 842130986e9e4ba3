//! The words by which languages speak of ages, for [`age_words`](super::age_words).

/// The words by which a language speaks of ages.
pub(super) struct Words {
    /// Joins the two ends of a range.
    pub(super) to: &'static [&'static str],
    /// Makes a range of two numbers joined by *och*.
    pub(super) between: &'static [&'static str],
    /// Before a youngest age.
    pub(super) from: &'static [&'static str],
    /// Before an oldest age.
    pub(super) until: &'static [&'static str],
    /// Before the first age that is not meant.
    pub(super) under: &'static [&'static str],
    /// Before an age that is left behind.
    pub(super) over: &'static [&'static str],
    /// Joins *äldre* to an age.
    pub(super) and: &'static [&'static str],
    /// After a youngest age.
    pub(super) older: &'static [&'static str],
    /// After an oldest age.
    pub(super) younger: &'static [&'static str],
    /// Years.
    pub(super) years: &'static [&'static str],
    /// After *års*: an age after all.
    pub(super) of_age: &'static str,
    /// After a hyphen: a person.
    pub(super) person: &'static str,
    /// Before years that are a time.
    pub(super) time_before: &'static [&'static str],
    /// After years that are a time.
    pub(super) time_after: &'static [&'static str],
    /// What may follow *under 18* without *år*.
    pub(super) goes_on: &'static [&'static str],
    /// In a sentence about hours, *från 9* is no age.
    pub(super) hours: &'static [&'static str],
}

/// Swedish.
pub(super) const SWEDISH: Words = Words {
    to: &["till", "t"],
    between: &["mellan", "åldern", "åldrarna"],
    from: &["från", "fyllt", "fyller", "minst", "lägst"],
    until: &["till", "högst", "max", "maximalt"],
    under: &["under", "yngre"],
    over: &["över", "äldre"],
    and: &["och", "eller"],
    older: &["äldre", "uppåt", "över"],
    younger: &["yngre"],
    years: &["år", "års", "åren"],
    of_age: "ålder",
    person: "åring",
    time_before: &[
        "i",
        "om",
        "på",
        "per",
        "varje",
        "senaste",
        "första",
        "sista",
        "kommande",
        "inom",
        "efter",
        "ungefär",
        "sedan",
        "för",
        "ytterligare",
        "nästan",
        "de",
        "dessa",
        "flera",
    ],
    time_after: &[
        "sedan", "senare", "tidigare", "framåt", "innan", "gammal", "gammalt", "gamla", "tid", "efter",
        "efteråt",
    ],
    goes_on: &["och", "eller", "i", "som", "är", "har", "kan", "får", "på", "men", "när"],
    hours: &["kl", "klockan", "öppet", "öppen", "öppnar", "stänger", "telefontid"],
};

/// English.
pub(super) const ENGLISH: Words = Words {
    to: &["to"],
    between: &["between", "aged", "ages", "age"],
    from: &["from", "least", "aged", "of", "turned"],
    until: &["to", "most"],
    under: &["under", "below", "younger"],
    over: &["over", "older", "above"],
    and: &["and", "or"],
    older: &["over", "older", "above", "up", "upwards"],
    younger: &["younger", "under"],
    years: &["years"],
    of_age: "old",
    person: "year",
    time_before: &["for", "in", "after", "within", "every", "last", "first", "next"],
    time_after: &["ago", "later", "earlier", "before", "after"],
    goes_on: &["and", "or", "in", "who", "is", "are", "can", "may", "at", "but", "when"],
    hours: &["open", "opens", "closes", "hours"],
};
