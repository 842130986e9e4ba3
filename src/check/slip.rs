//! One slip between two texts.

/// Whether the texts are one slip apart, by Damerau and Levenshtein: a letter too many, too few or another, or two
/// neighbours that have changed places.
///
/// That the distance is one is seen in a single pass, while what the distance is takes a table of all letters by all
/// letters. Every word of a text is held against every name of the records that it links to, and nearly all differ
/// at once.
pub(super) fn one_apart(a: &str, b: &str) -> bool {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let differs = (0..=same).rev().find(|at| a.is_char_boundary(*at) && b.is_char_boundary(*at)).unwrap_or(0);
    let (mut a, mut b) = (a[differs..].chars(), b[differs..].chars());
    let (whole_a, whole_b) = (a.as_str(), b.as_str());
    let (first_a, first_b) = (a.next(), b.next());
    if first_a.is_none() && first_b.is_none() {
        return false;
    }
    let (rest_a, rest_b) = (a.as_str(), b.as_str());
    let swapped = a.next() == first_b && b.next() == first_a && a.as_str() == b.as_str();
    rest_a == rest_b || rest_a == whole_b || whole_a == rest_b || swapped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_of_several_bytes_are_letters() {
        assert!(one_apart("mötet", "mätet"));
        assert!(one_apart("möä", "mäö"));
        assert!(one_apart("mö", "m"));
        assert!(one_apart("", "å"));
        for (a, b) in [("", ""), ("mö", "mö"), ("mö", "mäå"), ("ab", ""), ("abc", "cba"), ("abcd", "acbe")]
        {
            assert!(!one_apart(a, b), "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn the_distance_of_a_library_agrees(a in "[aäö]{0,5}", b in "[aäö]{0,5}") {
            prop_assert_eq!(one_apart(&a, &b), strsim::damerau_levenshtein(&a, &b) == 1);
        }
    }
}
