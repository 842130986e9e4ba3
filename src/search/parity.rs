//! The browser has to cut, normalise and stem words exactly as the generator does. This runs both over the
//! same strings; without Node it says so and passes.

use super::analysis::{fold, words};
use super::language::Language;
use serde_json::{Value, json};
use std::process::Command;

const TEXTS: &[&str] = &[
    "Är LVU:s åldersgräns 18? Don’t say 'no' to Évonhuset, O'Brien’s.",
    "Lag (1990:52) 020-390 000, 020-390 00 00, +46 20 39 00 00, 113 13, 116 111, 2016-12-01, 3,5 1:2:3",
    "e-post, E‑post, hbtq-personer och-och-och-och-och-och, in- och utlandet, a--b, -x-",
    "so\u{ad}cial\u{ad}tjänst a\u{30a}r A\u{308}lg x\u{304}y ﬁskar ①② ½ Ⅳ straße İstanbul ΣΊΣΥΦΟΣ й Ёлка",
    "”LVU”… a–b “c”, Ängö’s x:y 12:a å:ä ÅÄÖ:s 1’2 a😀b, Bø 12é ’a’ slut:",
    "日本語のテキスト ภาษาไทย 한국어 हिन्दी عربى עִבְרִית",
    "http://www.umo.se/a?b=c#d EU:s USA:are kl:18 1990: :52 a:b a:bcde a:bcd",
    "<b>fet</b> &amp; \u{0}\u{7}\u{1f} \u{200b}x\u{200d}y\u{200c}z\u{2060}w 👩‍👩‍👧 x²",
    "",
];

#[test]
fn browser_and_generator_agree_on_words_and_stems() {
    for code in ["sv", "en", "de", "xx"] {
        let language = Language::new(code);
        let mut texts: Vec<String> = TEXTS.iter().map(ToString::to_string).collect();
        texts.push("öÖ".repeat(100_000));
        texts.push(invented());
        let ours: Vec<Value> = texts
            .iter()
            .map(|text| {
                let mut found = Vec::new();
                words(text, &language, |word, joins| {
                    found.push(json!([word, joins, language.stem(word), fold(word)]));
                });
                Value::from(found)
            })
            .collect();
        let rules = json!({
            "letters": language.letters,
            "irregular": language.irregular.iter().map(|(a, b)| format!("{a} {b}")).collect::<Vec<_>>().join(" "),
            "definite": language.definite_et,
            "agents": language.agents,
        });
        let stem = language.script.map_or("null", |script| script);
        let script = format!(
            "{stem}\n;const stem=typeof stemSwedish=='function'?stemSwedish:typeof stemEnglish=='function'?stemEnglish:null;\n{}\n\
             const analysis=createAnalysis({{...{rules},stem}});\n\
             const out={}.map(text=>analysis.words(text).map(w=>[w.text,w.joins,analysis.stem(w.text),fold(w.text)]));\n\
             require('fs').writeSync(1,JSON.stringify(out));",
            include_str!("client/words.js"),
            json!(texts),
        );
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("parity.cjs");
        std::fs::write(&file, script).unwrap();
        let Ok(output) = Command::new("node").arg(&file).output() else {
            eprintln!("skipped: node is not installed");
            return;
        };
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let theirs: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
        for ((text, ours), theirs) in texts.iter().zip(&ours).zip(&theirs) {
            let start: String = text.chars().take(60).collect();
            let (ours, theirs) = (ours.as_array().unwrap(), theirs.as_array().unwrap());
            for (a, b) in ours.iter().zip(theirs) {
                assert_eq!(a, b, "{code}: {start}");
            }
            assert_eq!(ours.len(), theirs.len(), "{code}: {start}");
        }
    }
}

/// Words that no vocabulary holds, put together from endings which stemmers cut: always the same ones.
fn invented() -> String {
    let beginnings = ["", "a", "å", "st", "tra", "gen", "inter", "y", "bl", "skrä", "xö", "lik"];
    let endings = [
        "a", "et", "ets", "öst", "fullt", "heterna", "andet", "ing", "ingly", "eed", "ies", "s", "'s",
        "ational", "tt", "dt", "lig", "els", "y", "ll", "e", "ement", "ion", "sion",
    ];
    let mut text = String::new();
    for start in beginnings {
        for one in endings {
            for two in endings {
                text.push_str(start);
                text.push_str(one);
                text.push_str(two);
                text.push(' ');
            }
        }
    }
    text
}
