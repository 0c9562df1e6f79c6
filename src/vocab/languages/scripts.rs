//! The scripts that a text of a language may be in.
//!
//! Sources: the tag's own script; for the languages in `SEVERAL`, which are or were written in more scripts than the registry
//! can say, common knowledge; for all others the registry's Suppress-Script. Scripts by their codes of ISO 15924.

use super::registry::Kind;
use super::{script, tag};

/// Languages whose script the registry leaves open, or takes for granted although official texts of some time use another.
const SEVERAL: [(&str, &str); 38] = [
    ("az", "Latn Cyrl Arab"),
    ("ba", "Cyrl Arab Latn"),
    ("be", "Cyrl Latn"),
    ("bo", "Tibt"),
    ("bs", "Latn Cyrl Arab"),
    ("ce", "Cyrl Latn Arab"),
    ("cmn", "Hani"),
    ("cnr", "Latn Cyrl"),
    ("crh", "Latn Cyrl Arab"),
    ("cv", "Cyrl"),
    ("fil", "Latn"),
    ("ha", "Latn Arab"),
    ("hi", "Deva Latn"),
    ("jv", "Latn Java Arab"),
    ("kk", "Cyrl Latn Arab"),
    ("ks", "Arab Deva"),
    ("ku", "Latn Arab Cyrl"),
    ("ky", "Cyrl Latn Arab"),
    ("mn", "Cyrl Mong"),
    ("mo", "Latn Cyrl"),
    ("ms", "Latn Arab"),
    ("mul", ""),
    ("os", "Cyrl"),
    ("pa", "Guru Arab"),
    ("ro", "Latn Cyrl"),
    ("sd", "Arab Deva"),
    ("sh", "Latn Cyrl"),
    ("so", "Latn Arab"),
    ("sr", "Cyrl Latn"),
    ("su", "Latn Sund"),
    ("sw", "Latn Arab"),
    ("tg", "Cyrl Latn Arab"),
    ("tk", "Latn Cyrl Arab"),
    ("tt", "Cyrl Latn Arab"),
    ("ug", "Arab Cyrl Latn"),
    ("uz", "Latn Cyrl Arab"),
    ("yue", "Hani"),
    ("zh", "Hani"),
];

/// The scripts whose letters a text with this tag may have; none where that is not known, or nothing can be said.
pub fn scripts(tag: &str) -> Option<Vec<&'static str>> {
    let has = |wanted| tag::kinds(tag).any(|(kind, _)| kind == Some(wanted));
    let (_, language) = tag::kinds(tag).next()?;
    let own = has(Kind::Script);
    // `zh-pinyin`: a way of writing in another script.
    if !own && has(Kind::Variant) {
        return None;
    }
    let language = language.to_ascii_lowercase();
    let several = SEVERAL.iter().find(|(name, _)| *name == language);
    let scripts = match several.filter(|_| !own) {
        Some((_, scripts)) => scripts.split_whitespace().collect(),
        None => letters_of(&script(tag)?),
    };
    Some(scripts).filter(|scripts: &Vec<&str>| !scripts.is_empty())
}

/// The scripts of the letters behind a code: the code of Japanese writing stands for three.
fn letters_of(code: &str) -> Vec<&'static str> {
    let joined = match code {
        "Hans" | "Hant" | "Hanb" => "Hani Bopo",
        "Jpan" => "Hani Hira Kana",
        "Hrkt" => "Hira Kana",
        "Kore" => "Hang Hani",
        "Jamo" => "Hang",
        "Latf" | "Latg" => "Latn",
        "Cyrs" => "Cyrl",
        "Aran" => "Arab",
        "Geok" => "Geor",
        // Braille, signs, sounds: nothing that letters could tell.
        "Brai" | "Zxxx" | "Zyyy" | "Zinh" | "Zzzz" | "Zsym" | "Zmth" => "",
        other => {
            let known = unicode_script::Script::from_short_name(other);
            known.map_or("", |script| script.short_name())
        }
    };
    joined.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_tells_the_scripts_of_its_text() {
        for (tag, expected) in [
            ("ru", Some(vec!["Cyrl"])),
            ("ru-Latn", Some(vec!["Latn"])),
            ("RU-latn", Some(vec!["Latn"])),
            ("kk", Some(vec!["Cyrl", "Latn", "Arab"])),
            ("kk-Cyrl", Some(vec!["Cyrl"])),
            ("zh-Hant-TW", Some(vec!["Hani", "Bopo"])),
            ("zh-Latn-pinyin", Some(vec!["Latn"])),
            ("ja", Some(vec!["Hani", "Hira", "Kana"])),
            ("zh-pinyin", None),
            ("und", None),
            ("mul", None),
            ("zxx", None),
            ("x-own", None),
        ] {
            assert_eq!(scripts(tag), expected, "{tag}");
        }
    }

    #[test]
    fn every_language_and_script_of_the_list_is_registered() {
        assert!(SEVERAL.is_sorted());
        for (language, scripts) in SEVERAL {
            assert!(super::super::check(language).is_ok(), "{language}");
            for script in scripts.split_whitespace() {
                let known = unicode_script::Script::from_short_name(script);
                assert!(known.is_some(), "{script}");
            }
        }
    }
}
