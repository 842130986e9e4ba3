//! Components in texts.

use super::*;

#[test]
fn a_field_stands_in_its_sentence_and_a_card_in_a_paragraph() {
    let parsed = parsed("Ring {{contact nmt phones}}, nu.\n\n{{service mika}}\n\nSlut.\n");
    assert_eq!(parsed.told(), [""; 0]);
    assert_eq!(
        parsed.filled(),
        "<p>Ring <b>Contact(\"nmt\", \"phones\")</b>, nu.</p>\n<b>Service(\"mika\")</b>\n<p>Slut.</p>\n"
    );
    let place = |link: usize| parsed.body.links[link].span.clone();
    assert_eq!((place(0), place(1)), (5..27, 34..50));
}

#[test]
fn search_text_has_their_words_where_they_stand() {
    let parsed = parsed("{{contact a phones}} nu, eller\n{{contact b phones}}.\n\n{{service c}}\n\nSlut.\n");
    let text = parsed.body.sections[0].fill(|link| format!("<{link}>"));
    assert_eq!(text, "<0> nu, eller <1>.\n<2>\nSlut.");
}

#[test]
fn code_and_escaped_braces_are_text() {
    for text in ["`{{service a}}`", "\\{{service a}}", "{\\{service a}}", "<code>{{service a}}</code>"] {
        let parsed = parsed(text);
        assert_eq!((parsed.body.links.len(), parsed.told().len()), (0, 0), "{text}");
        assert!(parsed.filled().contains("{{service a}}"), "{text}");
    }
}

#[test]
fn cells_items_and_notes_hold_fields() {
    let text =
        "| A |\n|---|\n| {{contact a url}} |\n\n- {{contact b url}}\n\nx[^1]\n\n[^1]: {{contact c url}}\n";
    let parsed = parsed(text);
    assert_eq!((parsed.body.links.len(), parsed.told()), (3, Vec::new()));
    assert!(parsed.filled().contains("<td><b>Contact(\"a\", \"url\")</b></td>"), "{}", parsed.filled());
}

#[test]
fn raw_html_around_them_is_cleaned_before_they_come() {
    let parsed = parsed("<div onclick=\"x()\">\n\n{{service a}}\n\n</div>\n");
    assert_eq!(parsed.filled(), "<div>\n<b>Service(\"a\")</b>\n</div>\n");
}

#[test]
fn mistakes_are_told_where_they_stand() {
    let told = |text: &str| parsed(text).told().join("; ");
    assert_eq!(told("a {{service b}}"), "error component/misplaced 1:3 {{service b}}");
    assert_eq!(told("- {{service b}}"), "error component/misplaced 1:3 {{service b}}");
    assert_eq!(told("## {{contact b url}} x"), "error component/misplaced 1:4 {{contact b url}}");
    assert_eq!(told("[{{contact b url}}](c.md)"), "error component/misplaced 1:2 {{contact b url}}");
    assert_eq!(told("Åå\n{{contac b url}}"), "error component/unknown 2:1 {{contac b url}}");
    assert_eq!(told("a {{contact b}}"), "error component/bad-form 1:3 {{contact b}}");
    assert_eq!(told("a {{contact b\nurl}}"), "error component/unclosed 1:3 {{contact b");
}
