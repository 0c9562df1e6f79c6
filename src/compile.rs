//! The whole compilation in one call, and the one list of every code.

use crate::allow;
use crate::checks;
use crate::diag::{Code, Diagnostic, Known, Severity};
use crate::lower;
use crate::manifest::{Level, Manifest};
use crate::model::Model;
use crate::syntax;
use crate::text::{Role, Source, SourceId, World};

/// What an archive says and what is wrong with it.
#[derive(Debug)]
pub struct Compiled {
    /// What the records say.
    pub model: Model,
    /// The findings in the order of files and lines.
    pub diagnostics: Vec<Diagnostic>,
}

/// Adds a file to the world as its bytes are; what is wrong with the bytes comes back with it. A file that is not UTF-8 is
/// read in the encoding that it seems to have, so that its records are known, but nothing else is said of it.
pub fn read(world: &mut World, path: &str, bytes: Vec<u8>) -> (SourceId, Vec<Diagnostic>) {
    let decoded = syntax::decode(bytes);
    let role = match &decoded.fault {
        None => Role::Records,
        Some(_) if decoded.text.is_empty() => Role::Data,
        Some(_) => Role::Guess,
    };
    let id = world.add(Source::new(path, decoded.text).with_role(role));
    (
        id,
        decoded
            .fault
            .map(|fault| fault.diagnostic(id, path))
            .into_iter()
            .collect(),
    )
}

/// Compiles every source of the world as one archive, by the rules of its `dip.toml`.
pub fn compile(world: &World, rules: &Manifest) -> Compiled {
    compile_on(world, rules, 1)
}

/// The same on so many threads, of which more than two gain nothing; what comes out is the same.
pub fn compile_on(world: &World, rules: &Manifest, threads: usize) -> Compiled {
    let mut model = Model::default();
    let mut diagnostics = lower::lower(world, &rules.additions, threads, &mut model);
    let (resolved, named) = lower::resolve(&model, threads);
    lower::names(world, &model, resolved, &named, &mut diagnostics);
    let unread = is_unread(&diagnostics);
    let told = checks::Known {
        named: &named,
        unread,
    };
    checks::run(world, &model, told, threads, &mut diagnostics);
    let known = known();
    let mut allows = allow::comments(world, &known);
    finish(world, rules, &known, unread, &mut allows, &mut diagnostics);
    Compiled { model, diagnostics }
}

/// Whether something could not be read, or leads nowhere: it may have meant what nobody else names.
pub(crate) fn is_unread(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Weighs what was found, takes away what is allowed, and puts the rest in order.
pub(crate) fn finish(
    world: &World,
    rules: &Manifest,
    known: &Known,
    unread: bool,
    allows: &mut [allow::Allow],
    diagnostics: &mut Vec<Diagnostic>,
) {
    diagnostics.retain(|diagnostic| world.source(diagnostic.span.source).role() == Role::Records);
    weigh(rules, diagnostics);
    allow::apply(world, known, unread, allows, diagnostics);
    diagnostics.sort_by(|left, right| {
        (left.span, left.code.id, &left.message).cmp(&(right.span, right.code.id, &right.message))
    });
    diagnostics.dedup();
}

/// Every code that can ever be reported, in the order of their numbers.
pub fn catalogue() -> Vec<&'static Code> {
    let rooms = [syntax::CODES, lower::CODES, allow::CODES];
    let mut codes: Vec<&'static Code> = rooms.into_iter().flatten().copied().collect();
    codes.push(&crate::manifest::BAD_MANIFEST);
    codes.extend(checks::CHECKS.iter().map(|check| check.code));
    codes.sort_by_key(|code| code.id);
    codes
}

/// Gives every finding the weight that `dip.toml` gives its code.
fn weigh(rules: &Manifest, diagnostics: &mut Vec<Diagnostic>) {
    if rules.levels.is_empty() {
        return;
    }
    diagnostics.retain_mut(|finding| {
        let named = rules.levels.iter().find(|(code, _)| *code == finding.code);
        match named {
            Some((_, Level::Allowed)) => return false,
            Some((_, Level::As(severity))) => finding.severity = *severity,
            None => {}
        }
        true
    });
}

/// The codes as a comment or `dip.toml` may name them.
pub fn known() -> Known {
    Known {
        codes: catalogue(),
        judged: checks::CHECKS.iter().map(|check| check.code).collect(),
    }
}
