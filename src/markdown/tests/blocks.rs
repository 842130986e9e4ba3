//! Lists, quotes, alerts, tables, code.

use super::*;

#[test]
fn lists_quotes_and_rules() {
    assert_eq!(
        html("3. a\n4. b\n   - c\n\n     d\n\n> e\n\n---\n"),
        "<ol start=\"3\">\n<li>a</li>\n<li>b<ul>\n<li><p>c</p>\n<p>d</p>\n</li>\n</ul>\n</li>\n</ol>\n\
         <blockquote>\n<p>e</p>\n</blockquote>\n<hr>\n"
    );
}

#[test]
fn definition_lists() {
    assert_eq!(html("a\n: b\n: c\n"), "<dl>\n<dt>a</dt>\n<dd>b</dd>\n<dd>c</dd>\n</dl>\n");
}

#[test]
fn tables_scroll_and_have_aligned_cells() {
    assert_eq!(
        html("## H \"x\"\n\n|   | b | c |\n|:--|:-:|--:|\n| d | e | |\n\n| a |\n|---|\n"),
        "<h2 id=\"h-x\">H ”x”</h2>\n\
         <div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table 1: H ”x”\">\n<table>\n<thead>\n<tr>\n\
         <td></td>\n<th scope=\"col\" class=\"align-center\">b</th>\n<th scope=\"col\" class=\"align-end\">c</th>\n\
         </tr>\n</thead>\n<tbody>\n<tr>\n<td>d</td>\n<td class=\"align-center\">e</td>\n<td class=\"align-end\"></td>\n\
         </tr>\n</tbody>\n</table>\n</div>\n\
         <div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table 2: H ”x”\">\n<table>\n<thead>\n<tr>\n\
         <th scope=\"col\">a</th>\n</tr>\n</thead>\n</table>\n</div>\n"
    );
}

#[test]
fn task_lists_are_said_in_words() {
    assert_eq!(
        html("- [ ] a\n- [x] b\n- c\n"),
        "<ul>\n<li class=\"task\"><span class=\"task-mark\" aria-hidden=\"true\">☐</span> \
         <span class=\"visually-hidden\">To do: </span>a</li>\n\
         <li class=\"task task-done\"><span class=\"task-mark\" aria-hidden=\"true\">☑</span> \
         <span class=\"visually-hidden\">Done: </span>b</li>\n<li>c</li>\n</ul>\n"
    );
    assert!(html("- [x] a\n\n- b\n").starts_with("<ul>\n<li class=\"task task-done\"><p><span"));
}

#[test]
fn alerts_are_notes_with_a_title() {
    let labels = Labels { warning: "Varning <!>".into(), ..Labels::default() };
    let file = SourceFile::new("a.md", "> [!WARNING]\n> a\n\n> [!NOTE]\n> b\n");
    let glossary = Glossary::default();
    let options = Options {
        title: None,
        language: "sv",
        labels: &labels,
        glossary: &glossary,
        own_page: None,
        trusted_html: false,
    };
    assert_eq!(
        parse(&file, 0..file.text.len(), &options).0.html,
        "<div class=\"alert alert-warning\" role=\"note\" aria-labelledby=\"alert_1\">\n\
         <p class=\"alert-title\" id=\"alert_1\">Varning &lt;!&gt;</p>\n<p>a</p>\n</div>\n\
         <div class=\"alert alert-note\" role=\"note\" aria-labelledby=\"alert_2\">\n\
         <p class=\"alert-title\" id=\"alert_2\">Note</p>\n<p>b</p>\n</div>\n"
    );
}

#[test]
fn code_blocks_can_have_the_focus() {
    assert_eq!(
        html("```rust,ignore\nlet a = \"<&\";\r\n\n```\n"),
        "<pre tabindex=\"0\"><code class=\"language-rust\">let a = \"&lt;&amp;\";\n\n</code></pre>\n"
    );
    assert_eq!(html("    a\n"), "<pre tabindex=\"0\"><code>a\n</code></pre>\n");
}
