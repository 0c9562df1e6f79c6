//! True oddities: records that look wrong and are not, each with a remark that says why, stay without errors and warnings.

use std::fs;

use crate::support::{root, run, said};

#[test]
fn no_true_record_is_found_wrong() {
    let mut folders: Vec<_> = fs::read_dir(root().join("tests/oddities"))
        .expect("oddities")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(!folders.is_empty());
    for folder in folders {
        let output = run(&folder, &["check", "--deny", "warnings"]);
        assert!(
            output.status.success(),
            "{}:\n{}",
            folder.display(),
            said(&output)
        );
    }
}
