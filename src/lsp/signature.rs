//! How the head at hand is written, and which part of it comes next.

use gen_lsp_types as lsp;

use super::View;
use super::cursor::{Cursor, Place, Token, is_keyword};
use super::heads::{self, Slot};

/// The form of the head that a byte of the file is in.
pub fn help(view: View<'_>, offset: u32) -> Option<lsp::SignatureHelp> {
    let cursor = Cursor::of(view.text(), offset as usize);
    let [Token::Word(keyword), head @ ..] = &cursor.item[..] else {
        return None;
    };
    let is_field = head.first() == Some(&Token::Sign(':'));
    if is_field || !is_keyword(keyword) || matches!(cursor.place, Place::Comment(_)) {
        return None;
    }
    let block = cursor.open().block;
    let next = heads::in_head(keyword, block, head);
    let in_text = matches!(cursor.place, Place::Text(_));
    let is_word = |slot: Slot| !matches!(slot, Slot::Sign(_) | Slot::Fixed(_));
    let fits = |slot: Slot| is_word(slot) && (!in_text || slot == Slot::Text);
    let mut slots = next.slots.iter();
    let active = slots
        .find(|(slot, _)| fits(*slot))
        .or_else(|| next.slots.first())?
        .1;
    let mut label = (*keyword).to_owned();
    let mut parameters = Vec::new();
    for part in heads::of_head(keyword, block) {
        label.push(' ');
        let start = label.len() as u32;
        label.push_str(&if part.optional {
            format!("[{}]", part.shown)
        } else {
            part.shown.to_owned()
        });
        parameters.push(lsp::ParameterInformation {
            // The forms are ASCII, so that every encoding counts alike.
            label: lsp::ParameterInformationLabel::Tuple((start, label.len() as u32)),
            documentation: Some(lsp::Documentation::String(part.meaning.to_owned())),
        });
    }
    Some(lsp::SignatureHelp {
        signatures: vec![lsp::SignatureInformation {
            label,
            documentation: None,
            parameters: Some(parameters),
            active_parameter: None,
        }],
        active_signature: Some(0),
        active_parameter: Some(lsp::ActiveParameter::Int(active as u32)),
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{archive, view};
    use super::*;

    fn active(text: &str) -> Option<String> {
        let (home, at) = archive(text);
        let help = help(view(&home), at)?;
        let signature = &help.signatures[0];
        assert!(signature.label.is_ascii());
        let Some(lsp::ActiveParameter::Int(active)) = help.active_parameter else {
            return None;
        };
        match signature.parameters.as_ref()?[active as usize].label {
            lsp::ParameterInformationLabel::Tuple((start, end)) => {
                Some(signature.label[start as usize..end as usize].to_owned())
            }
            lsp::ParameterInformationLabel::String(_) => None,
        }
    }

    #[test]
    fn the_part_that_comes_next_is_shown() {
        let said = |words: &str| active(&format!("meeting m \"M\" {{\n  {words}\n}}\n"));
        assert_eq!(said("statement by ‸").as_deref(), Some("by WHO"));
        assert_eq!(said("statement by a, b sa‸").as_deref(), Some("VERB"));
        assert_eq!(
            said("statement by a said to ‸").as_deref(),
            Some("[to WHOM]")
        );
        assert_eq!(
            said("statement by a said \"th‸at\"").as_deref(),
            Some("\"what was said\"")
        );
        assert_eq!(said("attendee a as ‸").as_deref(), Some("[as ROLE]"));
        assert_eq!(
            active("person a \"A\" { office \"E\" of KZ from ‸ }").as_deref(),
            Some("[from DATE]")
        );
        assert_eq!(active("progress m.p 2024 ‸").as_deref(), Some("STATE"));
        assert_eq!(said("date: ‸"), None);
        assert_eq!(said("# statement by ‸"), None);
        assert_eq!(active("topic a \"A\"\n‸"), None);
    }
}
