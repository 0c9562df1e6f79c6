//! Writes an archive for measuring: `generate FOLDER MEETINGS FILES canonical|free [MISTAKE-EVERY]`, or the same records
//! as `generate FILE MEETINGS json|schema|ledger`.

use std::fs;
use std::path::Path;

use dip_benches::archive::{self, Plan, Records, Spacing};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (target, meetings) = match arguments.as_slice() {
        [target, meetings, ..] => (
            Path::new(target),
            meetings.parse().expect("a number of meetings"),
        ),
        _ => panic!(
            "generate TARGET MEETINGS (json | schema | ledger | FILES canonical|free [MISTAKE-EVERY])"
        ),
    };
    let records = Records::of(meetings);
    let other = |text: String| fs::write(target, text).expect("a file that can be written");
    match arguments.get(2).map(String::as_str) {
        Some("json") => other(archive::json(&records)),
        Some("schema") => other(archive::schema()),
        Some("ledger") => other(archive::ledger(&records)),
        files => {
            let plan = Plan {
                meetings,
                files: files
                    .and_then(|files| files.parse().ok())
                    .expect("a number of files"),
                spacing: match arguments.get(3).map(String::as_str) {
                    Some("free") => Spacing::Free,
                    _ => Spacing::Canonical,
                },
                mistake_every: arguments
                    .get(4)
                    .map(|every| every.parse().expect("a number of lines")),
            };
            for (name, text) in archive::dip(&records, plan) {
                let path = target.join(name);
                fs::create_dir_all(path.parent().expect("a folder"))
                    .expect("a folder that can be made");
                fs::write(path, text).expect("a file that can be written");
            }
        }
    }
}
