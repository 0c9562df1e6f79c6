//! What an editor asks by itself, to show a text: its colours, its folds, what stands beside it.

use gen_lsp_types as lsp;
use gen_lsp_types::{LspRequestMethod as Method, Uri};

use super::super::server::Server;
use super::{Feature, asked, name_of, of_file};
use crate::lsp::{View, hints, lenses, ranges, tokens};
use crate::text::Span;

pub(super) fn feature(method: &Method<'_>) -> Option<Feature> {
    let feature: Feature = match method {
        Method::TextDocumentFoldingRange => |server, params| {
            asked(params, |params: lsp::FoldingRangeParams| {
                Ok(of_file(server, &params.text_document.uri, ranges::folds))
            })
        },
        Method::TextDocumentSelectionRange => |server, params| {
            asked(params, |params: lsp::SelectionRangeParams| {
                Ok(of_file(server, &params.text_document.uri, |view| {
                    let places = params.positions.iter().map(|place| view.offset(*place));
                    places
                        .map(|at| ranges::selection(view, at))
                        .collect::<Vec<_>>()
                }))
            })
        },
        Method::TextDocumentInlayHint => |server, params| {
            asked(params, |params: lsp::InlayHintParams| {
                let wanted = server.settings.inlay_hints;
                let wanted = hints::Wanted {
                    office: wanted.office,
                    weekday: wanted.weekday,
                    pledge_state: wanted.pledge_state,
                };
                Ok(of_file(server, &params.text_document.uri, |view| {
                    hints::hints(view, view.span(params.range), wanted)
                }))
            })
        },
        Method::TextDocumentCodeLens => |server, params| {
            asked(params, |params: lsp::CodeLensParams| {
                let is_wanted = server.settings.code_lens.enable;
                let lenses = of_file(server, &params.text_document.uri, lenses::lenses);
                Ok(lenses.filter(|_| is_wanted))
            })
        },
        Method::TextDocumentSemanticTokensFull => |server, params| {
            asked(params, |params: lsp::SemanticTokensParams| {
                Ok(all_tokens(server, &params.text_document.uri))
            })
        },
        Method::TextDocumentSemanticTokensFullDelta => |server, params| {
            asked(params, |params: lsp::SemanticTokensDeltaParams| {
                Ok(new_tokens(
                    server,
                    &params.text_document.uri,
                    &params.previous_result_id,
                ))
            })
        },
        Method::TextDocumentSemanticTokensRange => |server, params| {
            asked(params, |params: lsp::SemanticTokensRangeParams| {
                Ok(of_file(
                    server,
                    &params.text_document.uri,
                    |view| serde_json::json!({ "data": tokens::tokens(view, view.span(params.range)) }),
                ))
            })
        },
        _ => return None,
    };
    Some(feature)
}

fn tokens_now(server: &mut Server, uri: &Uri) -> Option<(String, Vec<u32>)> {
    let whole =
        |view: View<'_>| tokens::tokens(view, Span::new(view.file, 0, view.text().len() as u32));
    let now = of_file(server, uri, whole)?;
    let named = (name_of(&now), now);
    server.tokens.insert(uri.clone(), named.clone());
    Some(named)
}

fn all_tokens(server: &mut Server, uri: &Uri) -> serde_json::Value {
    match tokens_now(server, uri) {
        Some((name, data)) => serde_json::json!({ "resultId": name, "data": data }),
        None => serde_json::Value::Null,
    }
}

/// What changed of a file's tokens since an answer that the client still has; all of them, where it is another.
fn new_tokens(server: &mut Server, uri: &Uri, before: &str) -> serde_json::Value {
    let old = server.tokens.remove(uri).filter(|(name, _)| name == before);
    match (old, tokens_now(server, uri)) {
        (Some((_, old)), Some((name, new))) => {
            serde_json::json!({ "resultId": name, "edits": tokens::delta(&old, &new) })
        }
        (None, Some((name, data))) => serde_json::json!({ "resultId": name, "data": data }),
        (_, None) => serde_json::Value::Null,
    }
}
