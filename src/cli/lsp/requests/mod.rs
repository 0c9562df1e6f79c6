//! Which feature answers which request.

mod beside;
mod capabilities;
mod findings;
mod reading;
mod writing;

use gen_lsp_types::{LspRequestMethod, TextDocumentPositionParams, Uri};
use lsp_server::{ErrorCode, Request};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::server::{Refusal, Server, read};
use crate::lsp::View;

pub(super) use capabilities::introduction;

/// An answer as it is sent, or why there is none.
type Answer = Result<Value, Refusal>;
/// What answers a request.
type Feature = fn(&mut Server, Value) -> Answer;

/// Answers a request.
pub(super) fn answer(server: &mut Server, request: Request) -> Answer {
    let Request { method, params, .. } = request;
    let known = LspRequestMethod::from(method.as_str());
    let rooms = [
        findings::feature,
        reading::feature,
        writing::feature,
        beside::feature,
    ];
    match rooms.iter().find_map(|room| room(&known)) {
        Some(feature) => feature(server, params),
        None => Err((
            ErrorCode::MethodNotFound,
            format!("`{method}` is not known here"),
        )),
    }
}

/// Reads what is asked, and writes what is answered.
fn asked<P: DeserializeOwned, R: Serialize>(
    params: Value,
    answer: impl FnOnce(P) -> Result<R, Refusal>,
) -> Answer {
    let answer = answer(read(params)?)?;
    serde_json::to_value(answer).map_err(|error| (ErrorCode::InternalError, error.to_string()))
}

/// What a feature says of a file; nothing of one that nobody opened and no archive holds.
fn of_file<R>(server: &Server, uri: &Uri, feature: impl FnOnce(View<'_>) -> R) -> Option<R> {
    server.homes.view(uri, server.client.encoding).map(feature)
}

/// What a feature says of a place in a file.
fn at_place<R>(
    server: &Server,
    place: &TextDocumentPositionParams,
    feature: impl FnOnce(View<'_>, u32) -> R,
) -> Option<R> {
    of_file(server, &place.text_document.uri, |view| {
        feature(view, view.offset(place.position))
    })
}

/// A name for an answer, the same for the same.
fn name_of(answer: &impl Serialize) -> String {
    use std::hash::{Hash as _, Hasher as _};
    let mut hasher = rustc_hash::FxHasher::default();
    serde_json::to_string(answer)
        .unwrap_or_default()
        .hash(&mut hasher);
    format!("{:x}", hasher.finish())
}
