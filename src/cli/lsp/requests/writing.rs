//! What a writer asks: what can be done here, another name, a layout.

use gen_lsp_types as lsp;
use gen_lsp_types::LspRequestMethod as Method;
use lsp_server::ErrorCode;

use super::{Feature, asked, at_place, of_file};
use crate::lsp::{View, actions, completion, format, navigation, signature};

pub(super) fn feature(method: &Method<'_>) -> Option<Feature> {
    let feature: Feature = match method {
        Method::TextDocumentCompletion => |server, params| {
            asked(params, |params: lsp::CompletionParams| {
                let sign = params.context.and_then(|context| context.trigger_character);
                let how = completion::Asked {
                    snippets: server.client.snippets,
                    sign: sign.and_then(|sign| sign.chars().next()),
                };
                let found = |view: View<'_>, at| completion::complete(view, at, how);
                Ok(at_place(
                    server,
                    &params.text_document_position_params,
                    found,
                ))
            })
        },
        Method::TextDocumentSignatureHelp => |server, params| {
            asked(params, |params: lsp::SignatureHelpParams| {
                let place = params.text_document_position_params;
                Ok(at_place(server, &place, signature::help).flatten())
            })
        },
        Method::TextDocumentCodeAction => |server, params| {
            asked(params, |params: lsp::CodeActionParams| {
                let only = params.context.only.as_deref();
                let offered =
                    |view: View<'_>| actions::offered(view, view.span(params.range), only);
                Ok(of_file(server, &params.text_document.uri, offered))
            })
        },
        Method::TextDocumentPrepareRename => |server, params| {
            asked(params, |params: lsp::PrepareRenameParams| {
                let found = at_place(
                    server,
                    &params.text_document_position_params,
                    navigation::prepare_rename,
                );
                found
                    .transpose()
                    .map_err(|why| (ErrorCode::RequestFailed, why))
            })
        },
        Method::TextDocumentRename => |server, params| {
            asked(params, |params: lsp::RenameParams| {
                let found = |view: View<'_>, at| navigation::rename(view, at, &params.new_name);
                let found = at_place(server, &params.text_document_position_params, found);
                found
                    .transpose()
                    .map_err(|why| (ErrorCode::RequestFailed, why))
            })
        },
        Method::TextDocumentFormatting => |server, params| {
            asked(params, |params: lsp::DocumentFormattingParams| {
                Ok(of_file(server, &params.text_document.uri, format::file))
            })
        },
        Method::TextDocumentRangeFormatting => |server, params| {
            asked(params, |params: lsp::DocumentRangeFormattingParams| {
                let laid_out = |view: View<'_>| format::range(view, view.span(params.range));
                Ok(of_file(server, &params.text_document.uri, laid_out))
            })
        },
        Method::TextDocumentOnTypeFormatting => |server, params| {
            asked(params, |params: lsp::DocumentOnTypeFormattingParams| {
                let laid_out = |view: View<'_>| format::typed(view, params.position);
                Ok(of_file(server, &params.text_document.uri, laid_out))
            })
        },
        _ => return None,
    };
    Some(feature)
}
