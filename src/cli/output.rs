//! Where output goes: standard output, a file that is replaced whole or not at all, a progress line.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Failure, When};
use crate::diag::count;
use crate::emit::Markup;
use crate::render::Style;

/// How output looks, as the user asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub(super) color: When,
    pub(super) ascii: bool,
}

impl Look {
    /// The style for findings on standard output.
    pub(super) fn style(self, terminal: bool) -> Style {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let color = match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => terminal && !plain,
        };
        Style {
            color,
            ascii: self.ascii,
            width: width(),
        }
    }
}

/// The columns of the terminal; a hundred where there is none.
pub(super) fn width() -> usize {
    terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0))
}

/// Plain text of so many columns, or of the terminal's, but at most a hundred, which a file gets too.
pub(super) fn text_markup(columns: Option<u16>) -> Markup {
    const WIDEST: usize = 100;
    let terminal = || on_terminal().then(width).unwrap_or(WIDEST).min(WIDEST);
    Markup::Text {
        width: columns.map_or_else(terminal, usize::from),
    }
}

/// Writes to standard output; a reader that has seen enough may close it.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Whether standard output is a terminal.
pub(super) fn on_terminal() -> bool {
    std::io::stdout().is_terminal()
}

/// Replaces a file by what `write` writes, whole or not at all.
pub(super) fn replace(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), Failure> {
    let failed = |error: std::io::Error| {
        Failure::new(format!(
            "cannot write {}: {}",
            path.display(),
            reason(&error)
        ))
    };
    if path.is_dir() {
        return Err(Failure::new(format!(
            "cannot write {}: it is a folder",
            path.display()
        )));
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let file = tempfile::Builder::new()
        .prefix(".dip-")
        .tempfile_in(folder)
        .map_err(failed)?;
    let mut out = std::io::BufWriter::new(file);
    write(&mut out).map_err(failed)?;
    let file = out
        .into_inner()
        .map_err(|error| failed(error.into_error()))?;
    keep_permissions(path, file.path());
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// A new file gets the permissions of the one it replaces, or the usual ones.
#[cfg(unix)]
fn keep_permissions(path: &Path, new: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = std::fs::metadata(path).map_or(0o644, |old| old.permissions().mode());
    // Where it cannot be set, the stricter one of a temporary file stays.
    let _ = std::fs::set_permissions(new, std::fs::Permissions::from_mode(mode));
}

#[cfg(not(unix))]
fn keep_permissions(_: &Path, _: &Path) {}

/// What went wrong, without the number of the operating system.
pub(super) fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error")
                .next()
                .unwrap_or_default()
                .to_lowercase()
        }
    }
}

/// A line on the terminal that says what goes on, once it has gone on for a second.
pub(super) struct Progress(Option<ProgressBar>);

impl Progress {
    /// Begins to wait.
    pub(super) fn begin() -> Self {
        if !std::io::stderr().is_terminal() {
            return Self(None);
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let bar = bar.with_message("reading");
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        let waiting = bar.downgrade();
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_secs(1));
            if let Some(bar) = waiting.upgrade().filter(|bar| !bar.is_finished()) {
                bar.set_draw_target(ProgressDrawTarget::stderr());
                bar.enable_steady_tick(Duration::from_millis(200));
            }
        });
        Self(Some(bar))
    }

    /// Says how many files there are.
    pub(super) fn counted(&self, files: usize) {
        if let Some(bar) = &self.0 {
            bar.set_message(format!("reading and checking {}", count(files, "file")));
        }
    }

    /// Takes the line away.
    pub(super) fn end(self) {
        if let Some(bar) = self.0 {
            bar.finish_and_clear();
        }
    }
}
