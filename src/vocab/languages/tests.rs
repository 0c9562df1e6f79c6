//! What a writer may put after `@`, what it is taken for, and what is proposed instead.

use super::*;

#[test]
fn a_tag_passes_in_any_case() {
    for tag in [
        "en",
        "KK",
        "mn-Cyrl",
        "mn-cYRL",
        "en-GB",
        "es-419",
        "zh-Hant-TW",
        "sr-Latn-RS",
        "zh-yue-HK",
        "de-1996",
        "sl-rozaj-biske",
        "de-CH-1901",
        "en-GB-oxendict",
        "en-GB-oed",
        "i-klingon",
        "sgn-BE-FR",
        "zh-min-nan",
        "x-mine",
        "en-x-a",
        "en-a-bbb-x-a-b-c",
        "ar-u-nu-latn",
        "qaa-Qaaa-QM",
        "sq-XK",
        "und",
        "mul",
        "iw",
        "en-t-jp-m0-true",
    ] {
        assert_eq!(check(tag), Ok(()), "{tag}");
    }
}

#[test]
fn a_fault_is_shown_where_it_is_with_what_was_meant() {
    use FaultKind::{
        Empty, Malformed, Misplaced, Repeated, UnknownLanguage, UnknownRegion, UnknownScript,
        UnknownVariant,
    };
    for (tag, fault, kind, suggestion) in [
        ("", "", Empty, None),
        ("en-", "", Empty, Some("en")),
        ("en--GB", "", Empty, Some("en-GB")),
        ("mn_Cyrl", "mn_Cyrl", Malformed, Some("mn-Cyrl")),
        ("sr@latin", "sr@latin", Malformed, Some("sr-Latn")),
        ("e", "e", Malformed, None),
        ("en-x", "x", Malformed, None),
        ("en-a-x-b", "x", Malformed, None),
        ("english", "english", UnknownLanguage, Some("en")),
        ("rusian", "rusian", UnknownLanguage, Some("ru")),
        ("Kyrgyz", "Kyrgyz", UnknownLanguage, Some("ky")),
        ("қазақша", "қазақша", UnknownLanguage, Some("kk")),
        (
            "Traditional Chinese",
            "Traditional Chinese",
            Malformed,
            Some("zh-Hant"),
        ),
        ("kz", "kz", UnknownLanguage, Some("kk")),
        ("UA-UA", "UA", UnknownLanguage, Some("uk-UA")),
        ("eng_US", "eng_US", Malformed, Some("en-US")),
        ("eng-usa", "eng", UnknownLanguage, Some("en-US")),
        ("zzz", "zzz", UnknownLanguage, None),
        ("en-UK", "UK", UnknownRegion, Some("en-GB")),
        ("en-EN", "EN", UnknownRegion, Some("en")),
        ("kk-KAZ", "KAZ", UnknownRegion, Some("kk-KZ")),
        ("kk-Cyrillic", "Cyrillic", UnknownVariant, Some("kk-Cyrl")),
        ("kk-Kazakhstan", "Kazakhstan", Malformed, Some("kk-KZ")),
        ("kk-Clry", "Clry", UnknownScript, None),
        ("kk-Cryl", "Cryl", UnknownScript, Some("kk-Cyrl")),
        ("en-SUHH", "SUHH", UnknownScript, None),
        ("en-GB-Latn", "Latn", Misplaced, Some("en-Latn-GB")),
        ("Cyrl-mn", "Cyrl", Misplaced, Some("mn-Cyrl")),
        ("en-yue", "yue", Misplaced, None),
        ("en-GB-US", "US", Repeated, Some("en-GB")),
        ("de-1996-1996", "1996", Repeated, Some("de-1996")),
        ("en-a-bb-a-cc", "a", Repeated, Some("en-a-bb-cc")),
    ] {
        let found = check(tag).expect_err(tag);
        assert_eq!(
            (&tag[found.range], found.kind, found.suggestion.as_deref()),
            (fault, kind, suggestion),
            "{tag}"
        );
    }
}

#[test]
fn every_slip_leads_to_a_tag() {
    for slip in registry::rows(Kind::Slip) {
        let suggestion = check(slip.subtag).expect_err(slip.subtag).suggestion;
        assert_eq!(suggestion.as_deref(), Some(slip.preferred), "{slip:?}");
    }
}

#[test]
fn any_text_is_answered() {
    let pieces = [
        "",
        "en",
        "é",
        "Cyrl",
        "x",
        "1",
        "GB",
        "yue",
        "abcdefghi",
        "中文_",
    ];
    for one in pieces {
        for two in pieces {
            let tag = format!("{one}-{two}");
            if let Err(fault) = check(&tag) {
                assert!(tag.get(fault.range).is_some(), "{tag}");
                let proper = |tag: String| check(&tag).is_ok() && canonical(&tag) == tag;
                assert!(fault.suggestion.is_none_or(proper), "{tag}");
            }
            let _ = (
                canonical(&tag),
                preferred(&tag),
                name(&tag),
                named(&tag),
                script(&tag),
            );
        }
    }
}

#[test]
fn canonical_case_is_that_of_the_standard() {
    for (tag, expected) in [
        ("MN-cyrl", "mn-Cyrl"),
        ("EN-gb", "en-GB"),
        ("en-ca-X-CA", "en-CA-x-ca"),
        ("az-latn-X-LATN", "az-Latn-x-latn"),
        ("SGN-be-fr", "sgn-BE-FR"),
        ("i-Klingon", "i-klingon"),
        ("", ""),
        ("a--É", "a--É"),
    ] {
        assert_eq!(canonical(tag), expected);
    }
}

#[test]
fn deprecated_tags_have_preferred_ones() {
    for (tag, expected) in [
        ("iw", Some("he")),
        ("zh-yue-hk", Some("yue-HK")),
        ("en-BU", Some("en-MM")),
        ("i-lux", Some("lb")),
        ("en-gb", None),
        ("zh-min", None),
        ("kz", None),
    ] {
        assert_eq!(preferred(tag).as_deref(), expected, "{tag}");
    }
}

#[test]
fn languages_have_names_and_scripts() {
    assert_eq!(
        (
            name("kk-Cyrl"),
            name("KK"),
            name("x-mine"),
            name("i-klingon")
        ),
        (Some("Kazakh"), Some("Kazakh"), None, Some("Klingon"))
    );
    assert_eq!(
        [
            named("kazakh"),
            named("Hebrew"),
            named("Greek"),
            named("kaz"),
            named("?")
        ],
        [Some("kk"), Some("he"), Some("el"), Some("kk"), None]
    );
    assert_eq!(script("ru").as_deref(), Some("Cyrl"));
    assert_eq!(script("mn-cyrl").as_deref(), Some("Cyrl"));
    assert_eq!(script("ru-Latn").as_deref(), Some("Latn"));
    assert_eq!(
        (script("mn"), script("x-latn"), script("")),
        (None, None, None)
    );
}
