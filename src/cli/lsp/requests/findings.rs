//! Findings, for a client that asks for them.

use gen_lsp_types as lsp;
use gen_lsp_types::{LspRequestMethod as Method, Uri};

use super::super::homes::At;
use super::super::server::Server;
use super::{Feature, asked, name_of, of_file};
use crate::lsp::View;
use crate::lsp::diagnostics::diagnostic;

pub(super) fn feature(method: &Method<'_>) -> Option<Feature> {
    let feature: Feature = match method {
        Method::TextDocumentDiagnostic => |server, params| {
            asked(params, |params: lsp::DocumentDiagnosticParams| {
                Ok(pulled(
                    server,
                    &params.text_document.uri,
                    params.previous_result_id.as_deref(),
                ))
            })
        },
        Method::WorkspaceDiagnostic => |server, params| {
            asked(params, |params: lsp::WorkspaceDiagnosticParams| {
                Ok(all_pulled(server, &params))
            })
        },
        // For whoever doubts that client and server speak of the same text.
        Method::Custom("dip/viewFileText") => |server, params| {
            asked(params, |params: lsp::DocumentSymbolParams| {
                Ok(of_file(server, &params.text_document.uri, |view| {
                    view.text().to_owned()
                }))
            })
        },
        _ => return None,
    };
    Some(feature)
}

/// The findings of a file, for a client that asks for them; only that they are the same, if it has them already.
fn pulled(server: &Server, uri: &Uri, before: Option<&str>) -> serde_json::Value {
    let findings = of_file(server, uri, findings).unwrap_or_default();
    let name = name_of(&findings);
    if before == Some(name.as_str()) {
        serde_json::json!({ "kind": "unchanged", "resultId": name })
    } else {
        serde_json::json!({ "kind": "full", "resultId": name, "items": findings })
    }
}

fn findings(view: View<'_>) -> Vec<lsp::Diagnostic> {
    let findings = view.home.findings(view.file).into_iter();
    findings.map(|finding| diagnostic(view, finding)).collect()
}

/// The findings of every file, as far as the client does not have them already.
fn all_pulled(server: &Server, params: &lsp::WorkspaceDiagnosticParams) -> serde_json::Value {
    let before = |uri: &Uri| {
        let mut before = params.previous_result_ids.iter();
        before
            .find(|before| before.uri == *uri)
            .map(|before| before.value.as_str())
    };
    let own: Vec<At> = server.homes.own_files().collect();
    let mut items: Vec<serde_json::Value> = Vec::new();
    for at in own {
        let view = server.homes.view_at(at, server.client.encoding);
        let uri = view.uri(at.file);
        let before = before(&uri);
        // Of a file that nothing is known of and nothing is to be told of, nothing is told.
        if before.is_none() && view.home.findings(at.file).is_empty() {
            continue;
        }
        let mut report = pulled(server, &uri, before);
        report["version"] = server.homes.version(&uri).into();
        report["uri"] = serde_json::to_value(uri).unwrap_or_default();
        items.push(report);
    }
    for gone in &params.previous_result_ids {
        if server
            .homes
            .view(&gone.uri, server.client.encoding)
            .is_none()
        {
            items.push(serde_json::json!({ "kind": "full", "uri": gone.uri, "version": null, "items": [] }));
        }
    }
    serde_json::json!({ "items": items })
}
