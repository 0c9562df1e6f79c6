//! Bytes to text: UTF-8, or a fault that says what else they seem to be.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use super::codes;
use crate::diag::Diagnostic;
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
    /// A byte that UTF-8 does not have.
    NotUtf8 {
        /// Its offset.
        at: usize,
        /// Itself.
        byte: u8,
        /// What the file seems to be written in.
        encoding: &'static str,
        /// What the first bytes beyond ASCII would say in it.
        sample: String,
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
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let (text, ..) = encoding.decode(bytes);
    let mut sample = text
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_ascii());
    let sample = sample.next().unwrap_or_default().chars().take(24).collect();
    let byte = bytes.get(at).copied().unwrap_or_default();
    // What stands before the first foreign byte is ASCII or UTF-8 already; the guess is for the rest.
    let before = String::from_utf8_lossy(&bytes[..at]);
    let (rest, ..) = encoding.decode_without_bom_handling(&bytes[at..]);
    let text = format!("{before}{rest}");
    Decoded {
        text,
        fault: Some(Fault::NotUtf8 {
            at,
            byte,
            encoding: encoding.name(),
            sample,
        }),
    }
}

impl Fault {
    /// The finding.
    pub fn diagnostic(self, id: SourceId, path: &str) -> Diagnostic {
        match self {
            Self::NotText { seems } => Diagnostic::new(
                &codes::NOT_TEXT,
                Span::new(id, 0, 0),
                format!("{path} is {seems}, not a text"),
            )
            .label("no record can be read from it")
            .help("write records in plain text files that end in `.dip`"),
            Self::Wide { encoding } => Diagnostic::new(
                &codes::NOT_UTF8,
                Span::new(id, 0, 0),
                format!("{path} is written in {encoding}, not in UTF-8"),
            )
            .label("from the first byte on")
            .help(format!(
                "save it as UTF-8 in the editor, or run `iconv -f {encoding} -t UTF-8`"
            )),
            Self::NotUtf8 {
                at,
                byte,
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
                    format!(
                        "{path} is not written in UTF-8: byte {} is 0x{byte:02X}",
                        count_from_one(at)
                    ),
                )
                .label(format!("it seems to be {encoding}{reads}"))
                .help(format!(
                    "save it as UTF-8 in the editor, or run `iconv -f {encoding} -t UTF-8`"
                ))
            }
        }
    }
}

/// The place of a byte as people count.
fn count_from_one(at: u32) -> String {
    (at + 1).to_string()
}
