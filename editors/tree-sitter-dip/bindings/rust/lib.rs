//! The tree-sitter grammar of dip, a small language for diplomatic records.
//!
//! ```
//! let mut parser = tree_sitter::Parser::new();
//! parser.set_language(&tree_sitter_dip::LANGUAGE.into()).expect("the grammar loads");
//! let tree = parser.parse("topic trade \"Trade\"\n", None).expect("a tree");
//! assert!(!tree.root_node().has_error());
//! ```

use tree_sitter_language::LanguageFn;

unsafe extern "C" {
    fn tree_sitter_dip() -> *const ();
}

/// The grammar, for `tree_sitter::Parser::set_language`.
// SAFETY: the generated parser returns a pointer to a language that is never freed.
pub const LANGUAGE: LanguageFn = unsafe { LanguageFn::from_raw(tree_sitter_dip) };

/// Which colours the nodes have.
pub const HIGHLIGHTS_QUERY: &str = include_str!("../../queries/highlights.scm");

/// What is declared, and what points to it.
pub const TAGS_QUERY: &str = include_str!("../../queries/tags.scm");
