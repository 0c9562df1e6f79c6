//! What a reader asks: where a name leads, who names it, what something is.

use gen_lsp_types as lsp;
use gen_lsp_types::LspRequestMethod as Method;

use super::{Feature, asked, at_place, of_file};
use crate::lsp::{View, hierarchy, hover, links, navigation, symbols};

pub(super) fn feature(method: &Method<'_>) -> Option<Feature> {
    let feature: Feature = match method {
        Method::TextDocumentHover => |server, params| {
            asked(params, |params: lsp::HoverParams| {
                let place = params.text_document_position_params;
                Ok(at_place(server, &place, hover::hover).flatten())
            })
        },
        Method::TextDocumentDefinition => |server, params| {
            asked(params, |params: lsp::DefinitionParams| {
                let place = params.text_document_position_params;
                let links = at_place(server, &place, navigation::definition).unwrap_or_default();
                let plain = |link: lsp::LocationLink| lsp::Location {
                    uri: link.target_uri,
                    range: link.target_selection_range,
                };
                Ok(if server.client.links {
                    lsp::DefinitionResponse::DefinitionLinkList(links)
                } else {
                    let plain = links.into_iter().map(plain).collect();
                    lsp::DefinitionResponse::Definition(lsp::Definition::LocationList(plain))
                })
            })
        },
        Method::TextDocumentReferences => |server, params| {
            asked(params, |params: lsp::ReferenceParams| {
                let with_declaration = params.context.include_declaration;
                let found = |view: View<'_>, at| navigation::references(view, at, with_declaration);
                Ok(at_place(
                    server,
                    &params.text_document_position_params,
                    found,
                ))
            })
        },
        Method::TextDocumentDocumentHighlight => |server, params| {
            asked(params, |params: lsp::DocumentHighlightParams| {
                Ok(at_place(
                    server,
                    &params.text_document_position_params,
                    navigation::highlights,
                ))
            })
        },
        Method::TextDocumentDocumentSymbol => |server, params| {
            asked(params, |params: lsp::DocumentSymbolParams| {
                Ok(of_file(server, &params.text_document.uri, symbols::of_file))
            })
        },
        Method::WorkspaceSymbol => |server, params| {
            asked(params, |params: lsp::WorkspaceSymbolParams| {
                let homes = server.homes.views(server.client.encoding);
                Ok(homes
                    .flat_map(|view| symbols::of_archive(view, &params.query))
                    .collect::<Vec<_>>())
            })
        },
        Method::TextDocumentDocumentLink => |server, params| {
            asked(params, |params: lsp::DocumentLinkParams| {
                Ok(of_file(server, &params.text_document.uri, links::links))
            })
        },
        Method::TextDocumentPrepareCallHierarchy => |server, params| {
            asked(params, |params: lsp::CallHierarchyPrepareParams| {
                Ok(at_place(
                    server,
                    &params.text_document_position_params,
                    hierarchy::prepare,
                ))
            })
        },
        Method::CallHierarchyIncomingCalls => |server, params| {
            asked(params, |params: lsp::CallHierarchyIncomingCallsParams| {
                Ok(of_file(server, &params.item.uri, |view| {
                    hierarchy::incoming(view, &params.item)
                }))
            })
        },
        Method::CallHierarchyOutgoingCalls => |server, params| {
            asked(params, |params: lsp::CallHierarchyOutgoingCallsParams| {
                Ok(of_file(server, &params.item.uri, |view| {
                    hierarchy::outgoing(view, &params.item)
                }))
            })
        },
        _ => return None,
    };
    Some(feature)
}
