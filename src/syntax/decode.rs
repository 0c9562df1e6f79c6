//! Bytes to text: UTF-8, or a fault that says what else they seem to be.

use std::ops::Range;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

use super::codes;
use crate::diag::{Diagnostic, count};
use crate::text::{SourceId, Span};

/// A text, and what was wrong with its bytes.
#[derive(Debug)]
pub struct Decoded {
    /// The text; a guess when there is a fault, empty when the bytes are no text.
    pub text: String,
    /// What is wrong.
    pub fault: Option<Fault>,
}

/// What is wrong with the bytes of a file.
#[derive(Debug)]
pub enum Fault {
    /// A picture or another file that is no text.
    NotText {
        /// What it seems to be: `a PNG picture`.
        seems: &'static str,
    },
    /// UTF-16 or UTF-32.
    Wide {
        /// Its name.
        encoding: &'static str,
    },
    /// Another encoding, from the first byte on that UTF-8 does not have.
    NotUtf8 {
        /// Its offset.
        at: usize,
        /// What the file seems to be written in.
        encoding: &'static str,
        /// What the first word with such a byte would say in it.
        sample: String,
    },
    /// UTF-8, but for a place or a few.
    Stray {
        /// The word that holds the first of them, in the text.
        word: Range<usize>,
        /// What the word would say in an older encoding; none when its bytes are no letter in any.
        sample: Option<String>,
        /// How many more words there are.
        more: usize,
    },
    /// UTF-8 that ends in the middle of a letter.
    CutOff {
        /// Where it ends.
        at: usize,
    },
}

/// How the files begin that people mistake for text.
const SIGNATURES: [(&[u8], &str); 9] = [
    (b"\x89PNG", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (
        b"PK\x03\x04",
        "a ZIP archive, or a Word or OpenDocument file",
    ),
    (b"\xD0\xCF\x11\xE0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"\x7FELF", "a program"),
];

/// How texts begin that are no records: the marks of the web, in small letters.
const MARKUP: [(&str, &str); 3] = [
    ("<!doctype html", "a web page (HTML)"),
    ("<html", "a web page (HTML)"),
    ("<?xml", "an XML file"),
];

/// Reads bytes as text.
pub fn decode(bytes: Vec<u8>) -> Decoded {
    if let Some((_, seems)) = SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature))
    {
        return Decoded {
            text: String::new(),
            fault: Some(Fault::NotText { seems }),
        };
    }
    if let Some(decoded) = wide(&bytes) {
        return decoded;
    }
    let begins = |mark: &str| {
        let start = bytes.trim_ascii_start();
        let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
        let head = start.get(..mark.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(mark.as_bytes()))
    };
    if let Some((_, seems)) = MARKUP.iter().find(|(mark, _)| begins(mark)) {
        return Decoded {
            text: String::new(),
            fault: Some(Fault::NotText { seems }),
        };
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, fault: None },
        Err(error) => not_utf8(error.utf8_error().valid_up_to(), error.as_bytes()),
    }
}

/// UTF-16 and UTF-32, by their first bytes or by their zeros.
fn wide(bytes: &[u8]) -> Option<Decoded> {
    let encoding = match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => {
            return Some(Decoded {
                text: String::new(),
                fault: Some(Fault::Wide { encoding: "UTF-32" }),
            });
        }
        [0xFF, 0xFE, ..] => encoding_rs::UTF_16LE,
        [0xFE, 0xFF, ..] => encoding_rs::UTF_16BE,
        _ => {
            let head = &bytes[..bytes.len().min(512)];
            let zeros = |odd: usize| {
                head.iter()
                    .skip(odd)
                    .step_by(2)
                    .filter(|byte| **byte == 0)
                    .count()
            };
            let half = head.len() / 2;
            match (zeros(0), zeros(1)) {
                (even, odd) if half > 1 && odd * 10 > half * 7 && even * 10 < half => {
                    encoding_rs::UTF_16LE
                }
                (even, odd) if half > 1 && even * 10 > half * 7 && odd * 10 < half => {
                    encoding_rs::UTF_16BE
                }
                _ => return None,
            }
        }
    };
    let (text, ..) = encoding.decode(bytes);
    Some(Decoded {
        text: text.into_owned(),
        fault: Some(Fault::Wide {
            encoding: encoding.name(),
        }),
    })
}

fn not_utf8(at: usize, bytes: &[u8]) -> Decoded {
    if memchr::memchr(0, &bytes[..bytes.len().min(8000)]).is_some() {
        return Decoded {
            text: String::new(),
            fault: Some(Fault::NotText {
                seems: "a file that is not text",
            }),
        };
    }
    if let Some(decoded) = nearly_utf8(bytes) {
        return decoded;
    }
    let encoding = guessed(bytes);
    let (text, ..) = encoding.decode(bytes);
    let mut words = text.split(|letter: char| !letter.is_alphabetic());
    let sample = words.find(|word| !word.is_ascii()).unwrap_or_default();
    let sample = sample.chars().take(24).collect();
    // What stands before the first foreign byte is ASCII or UTF-8 already; the guess is for the rest.
    let before = String::from_utf8_lossy(&bytes[..at]);
    let (rest, ..) = encoding.decode_without_bom_handling(&bytes[at..]);
    Decoded {
        text: format!("{before}{rest}"),
        fault: Some(Fault::NotUtf8 {
            at,
            encoding: encoding.name(),
            sample,
        }),
    }
}

/// What bytes that are not UTF-8 seem to be written in.
fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    // Where an old Macintosh has its small letters, Windows has capitals with marks, which do not follow small letters.
    let pairs = || bytes.windows(2).filter(|pair| !pair[1].is_ascii());
    let mac = |pair: &[u8]| pair[0].is_ascii_lowercase() && matches!(pair[1], 0x83 | 0x86..=0x90);
    let signs = pairs().filter(|pair| mac(pair)).count();
    if signs > 0 && signs * 2 >= pairs().count() {
        encoding_rs::MACINTOSH
    } else {
        encoding
    }
}

/// A text that is UTF-8 but for a few places, or but for its end.
fn nearly_utf8(bytes: &[u8]) -> Option<Decoded> {
    let mut text = String::with_capacity(bytes.len() + 8);
    let mut stray: Vec<(Range<usize>, bool)> = Vec::new();
    let mut letters = 0;
    for chunk in bytes.utf8_chunks() {
        letters += chunk
            .valid()
            .chars()
            .filter(|letter| !letter.is_ascii())
            .count();
        text.push_str(chunk.valid());
        let wrong = chunk.invalid();
        if wrong.is_empty() {
            continue;
        }
        let start = text.len();
        // Bytes that only begin a letter of UTF-8, or spell half of one, are no letter of an older encoding either.
        let half = matches!(wrong[0], 0xC0 | 0xC1 | 0xED | 0xF5..)
            && stray_half(bytes, start_of(bytes, wrong));
        let (read, ..) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(wrong);
        text.push_str(if half { "\u{FFFD}" } else { &read });
        stray.push((start..text.len(), half));
    }
    let (first, _) = stray.first()?.clone();
    let at_end = std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none());
    if at_end && letters > 0 {
        text.truncate(first.start);
        return Some(Decoded {
            fault: Some(Fault::CutOff { at: text.len() }),
            text,
        });
    }
    let mut words: Vec<(Range<usize>, bool)> = Vec::new();
    for (place, half) in stray {
        let word = word_around(&text, place);
        match words.last_mut().filter(|(last, _)| last.end >= word.start) {
            Some((_, last_half)) => *last_half |= half,
            None => words.push((word, half)),
        }
    }
    let (word, half) = words.first()?.clone();
    // An older encoding has such bytes everywhere; a text in UTF-8 has more letters of its own.
    let nearly = letters > words.len() * 2 || half;
    nearly.then(|| {
        let sample = (!half).then(|| text[word.clone()].to_owned());
        Decoded {
            text,
            fault: Some(Fault::Stray {
                word,
                sample,
                more: words.len() - 1,
            }),
        }
    })
}

/// Where a part of some bytes begins in them.
fn start_of(bytes: &[u8], part: &[u8]) -> usize {
    part.as_ptr().addr() - bytes.as_ptr().addr()
}

/// Whether half of a letter, or one spelt in too many bytes, begins at a place.
fn stray_half(bytes: &[u8], at: usize) -> bool {
    bytes
        .get(at + 1)
        .is_some_and(|next| (0x80..0xC0).contains(next))
}

/// The word that a place is in, as far as letters go.
fn word_around(text: &str, place: Range<usize>) -> Range<usize> {
    let ends = |letter: char| !letter.is_alphanumeric() && letter != '\u{FFFD}';
    let start = text[..place.start].rfind(ends).map_or(0, |at| {
        at + text[at..].chars().next().map_or(0, char::len_utf8)
    });
    let end = text[place.end..]
        .find(ends)
        .map_or(text.len(), |at| place.end + at);
    start..end
}

impl Fault {
    /// The finding.
    pub fn diagnostic(self, id: SourceId, path: &str) -> Diagnostic {
        match self {
            Self::NotText { seems } => Diagnostic::new(
                &codes::NOT_TEXT,
                Span::new(id, 0, 0),
                format!("{path} is {seems}, not a record in plain text"),
            )
            .label("no record can be read from it")
            .help("write records in plain text files that end in `.dip`"),
            Self::Wide { encoding } => Diagnostic::new(
                &codes::NOT_UTF8,
                Span::new(id, 0, 0),
                format!("{path} is written in {encoding}, not in UTF-8"),
            )
            .label("from the first byte on")
            .help(converted(encoding, path)),
            Self::NotUtf8 {
                at,
                encoding,
                sample,
            } => {
                let at = at as u32;
                let reads = if sample.is_empty() {
                    String::new()
                } else {
                    format!(", in which this reads “{sample}”")
                };
                Diagnostic::new(
                    &codes::NOT_UTF8,
                    Span::new(id, at, at),
                    format!("{path} is not written in UTF-8"),
                )
                .label(format!("it seems to be {}{reads}", people_say(encoding)))
                .help(converted(encoding, path))
            }
            Self::Stray { word, sample, more } => {
                let span = Span::new(id, word.start as u32, word.end as u32);
                let places = if more == 0 {
                    "here".to_owned()
                } else {
                    format!("here and in {}", count(more, "more place"))
                };
                let diagnostic = Diagnostic::new(
                    &codes::NOT_UTF8,
                    span,
                    format!("{path} is written in UTF-8, but for a letter {places}"),
                );
                match sample {
                    Some(sample) => diagnostic
                        .label("pasted from a program with an older encoding")
                        .help(format!("write the word anew: `{sample}`, if that is what it says")),
                    None => diagnostic
                        .label("these bytes are no letter in any writing")
                        .help("delete the sign that your editor shows there, and write the letter anew"),
                }
            }
            Self::CutOff { at } => Diagnostic::new(
                &codes::NOT_UTF8,
                Span::new(id, at as u32, at as u32),
                format!("{path} ends in the middle of a letter"),
            )
            .label("it was cut off here, in copying perhaps")
            .help("copy the whole file again; it is UTF-8 otherwise"),
        }
    }
}

/// How to save a file anew.
fn converted(encoding: &str, path: &str) -> String {
    format!(
        "save it as UTF-8 in the editor, or run `iconv -f {encoding} -t UTF-8 {path} > new.dip`"
    )
}

/// An encoding by the name that people know.
fn people_say(encoding: &'static str) -> &'static str {
    match encoding {
        "macintosh" => "Mac Roman, of an old Macintosh",
        other => other,
    }
}
