//! What the client can do, and what its user wants to see.

use gen_lsp_types::InitializeParams;
use serde::Deserialize;

use crate::lsp::Encoding;

/// What the client can do.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an ability of its own"
)]
pub(super) struct Client {
    /// What it counts columns in.
    pub(super) encoding: Encoding,
    /// Whether it asks for findings, so that none need be sent.
    pub(super) pulls: bool,
    /// Whether it can be told to ask for them again.
    pub(super) refreshes_findings: bool,
    /// The same for hints.
    pub(super) refreshes_hints: bool,
    /// The same for lenses.
    pub(super) refreshes_lenses: bool,
    /// The same for tokens.
    pub(super) refreshes_tokens: bool,
    /// Whether it watches files when it is told which.
    pub(super) watches: bool,
    /// Whether it follows links from a name to a whole record.
    pub(super) links: bool,
    /// Whether it can be told that something takes long.
    pub(super) progress: bool,
    /// Whether it fills in bodies with places to go to.
    pub(super) snippets: bool,
}

impl Client {
    pub(super) fn of(params: &InitializeParams) -> Self {
        let capabilities = &params.capabilities;
        let general = capabilities.general.as_ref();
        let offered = general.and_then(|general| general.position_encodings.as_deref());
        let text = capabilities.text_document.as_ref();
        let workspace = capabilities.workspace.as_ref();
        let watched = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
        let definition = text.and_then(|text| text.definition.as_ref());
        let window = capabilities.window.as_ref();
        let is = |answer: Option<bool>| answer == Some(true);
        Self {
            encoding: Encoding::agreed(offered.unwrap_or_default()),
            pulls: text.is_some_and(|text| text.diagnostic.is_some()),
            refreshes_findings: is(
                workspace.and_then(|workspace| workspace.diagnostics.as_ref()?.refresh_support)
            ),
            refreshes_hints: is(
                workspace.and_then(|workspace| workspace.inlay_hint.as_ref()?.refresh_support)
            ),
            refreshes_lenses: is(
                workspace.and_then(|workspace| workspace.code_lens.as_ref()?.refresh_support)
            ),
            refreshes_tokens: is(
                workspace.and_then(|workspace| workspace.semantic_tokens.as_ref()?.refresh_support)
            ),
            watches: is(watched.and_then(|watched| watched.dynamic_registration)),
            links: is(definition.and_then(|definition| definition.link_support)),
            snippets: is(text.and_then(|text| {
                let item = text.completion.as_ref()?.completion_item.as_ref()?;
                item.snippet_support
            })),
            progress: is(window.and_then(|window| window.work_done_progress)),
        }
    }
}

/// What the user wants to see, as the settings of the editor have it.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Settings {
    pub(super) inlay_hints: Hints,
    pub(super) code_lens: Lenses,
}

/// Which hints stand beside the text.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Hints {
    pub(super) office: bool,
    pub(super) weekday: bool,
    pub(super) pledge_state: bool,
}

impl Default for Hints {
    fn default() -> Self {
        Self {
            office: true,
            weekday: true,
            pledge_state: true,
        }
    }
}

/// Whether lenses stand above records.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(default)]
pub(super) struct Lenses {
    pub(super) enable: bool,
}

impl Default for Lenses {
    fn default() -> Self {
        Self { enable: true }
    }
}

impl Settings {
    /// Settings as a client sends them, on their own or under `dip`; what cannot be read is as it would be without.
    pub(super) fn read(value: &serde_json::Value) -> Self {
        let own = value.get("dip").unwrap_or(value);
        Self::deserialize(own).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_are_read_bare_and_under_their_name() {
        for value in [
            json!({ "inlayHints": { "office": false } }),
            json!({ "dip": { "inlayHints": { "office": false } } }),
        ] {
            let settings = Settings::read(&value);
            assert!(
                !settings.inlay_hints.office
                    && settings.inlay_hints.weekday
                    && settings.code_lens.enable
            );
        }
        assert!(
            Settings::read(&json!({ "inlayHints": 3 }))
                .inlay_hints
                .office
        );
    }
}
