//! What others run for us: the GitHub action, the GitLab template and the hook of pre-commit. Their commands are taken
//! from their files and run, with this binary and with a `cargo` that only says what it was told.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Output;

use yaml_rust2::{Yaml, YamlLoader};

use crate::support::{dip, root, said};

const WRONG: &str = "person silva \"Ana Silva\" { born: 1930-02-30 }\n";

/// A folder to work in, with a good and a bad archive, and a folder of programs.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        let place = tempfile::tempdir().expect("a folder");
        for (name, text) in [
            ("good one/a.dip", "language: en\n"),
            ("bad/b.dip", WRONG),
            ("bin/cargo", "#!/bin/sh\necho \"cargo $*\"\n"),
        ] {
            let path = place.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("written");
        }
        let cargo = place.path().join("bin/cargo");
        fs::set_permissions(cargo, fs::Permissions::from_mode(0o755)).expect("a program");
        Self(place)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn sh(&self, script: &str, variables: &[(String, String)]) -> Output {
        let binary = PathBuf::from(env!("CARGO_BIN_EXE_dip"));
        let programs = [
            self.path().join("bin"),
            binary.parent().expect("a folder").to_owned(),
            "/usr/bin".into(),
            "/bin".into(),
        ];
        let mut run = dip(self.path());
        let mut shell = std::process::Command::new("bash");
        shell.current_dir(self.path()).args(["-c", script]);
        for (key, value) in run
            .env("PATH", std::env::join_paths(programs).expect("paths"))
            .get_envs()
        {
            match value {
                Some(value) => shell.env(key, value),
                None => shell.env_remove(key),
            };
        }
        let variables = variables.iter().map(|(key, value)| (key, value));
        shell.envs(variables).output().expect("bash runs")
    }
}

fn documents(path: &str) -> Vec<Yaml> {
    let text = fs::read_to_string(root().join(path)).expect("a file");
    YamlLoader::load_from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn pairs(yaml: &Yaml) -> Vec<(String, String)> {
    let pairs = yaml.as_hash().into_iter().flatten();
    let text = |yaml: &Yaml| yaml.as_str().unwrap_or_default().to_owned();
    pairs.map(|(key, value)| (text(key), text(value))).collect()
}

/// The action, run with these inputs: what the last step prints, and how it ends.
fn act(place: &Place, inputs: &[(&str, &str)]) -> Output {
    let action = documents("action.yml").remove(0);
    assert_eq!(action["runs"]["using"].as_str(), Some("composite"));
    let mut last = None;
    for step in action["runs"]["steps"].as_vec().expect("steps") {
        let script = step["run"]
            .as_str()
            .expect("only commands, nobody else's action");
        assert!(
            !script.contains("${{"),
            "an input would be run as a command: {script}"
        );
        let mut variables = vec![
            ("GITHUB_ACTIONS".to_owned(), "true".to_owned()),
            ("GITHUB_ACTION_PATH".to_owned(), "/the/action".to_owned()),
        ];
        for (key, value) in pairs(&step["env"]) {
            let name = value
                .strip_prefix("${{ inputs.")
                .and_then(|rest| rest.strip_suffix(" }}"));
            let name = name.expect("an input");
            let given = inputs
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| *value);
            let usual = action["inputs"][name]["default"]
                .as_str()
                .expect("a declared input");
            variables.push((key, given.unwrap_or(usual).to_owned()));
        }
        last = Some(place.sh(script, &variables));
    }
    last.expect("a step")
}

#[test]
fn the_action_checks_what_it_is_told() {
    let place = Place::new();
    let all = act(&place, &[]);
    assert_eq!(all.status.code(), Some(1));
    assert!(said(&all).starts_with("::error file=bad/b.dip,"), "{all:?}");
    let good = act(
        &place,
        &[("paths", "good one\n"), ("args", "--deny warnings")],
    );
    assert_eq!(
        (good.status.code(), said(&good)),
        (Some(0), String::new()),
        "{good:?}"
    );
    let wrong = act(&place, &[("args", "--no-such-option")]);
    assert_eq!(wrong.status.code(), Some(2), "{wrong:?}");
    let tricky = act(&place, &[("paths", "$(touch gone); --all\n")]);
    assert_eq!(tricky.status.code(), Some(2), "{tricky:?}");
    assert!(!place.path().join("gone").exists());
}

#[test]
fn the_action_writes_a_report_and_still_tells_people() {
    let place = Place::new();
    let run = act(
        &place,
        &[("sarif-file", "a b.sarif"), ("paths", "good one\nbad")],
    );
    assert_eq!(run.status.code(), Some(1), "{run:?}");
    assert!(said(&run).starts_with("::error file=bad/b.dip,"), "{run:?}");
    let report = fs::read_to_string(place.path().join("a b.sarif")).expect("a report");
    assert!(report.contains("\"version\": \"2.1.0\""));
}

#[test]
fn the_action_installs_itself() {
    let place = Place::new();
    let action = documents("action.yml").remove(0);
    let install = action["runs"]["steps"][0]["run"]
        .as_str()
        .expect("a command");
    let run = place.sh(
        install,
        &[("GITHUB_ACTION_PATH".into(), "/the action".into())],
    );
    assert_eq!(said(&run), "cargo install --path /the action --locked\n");
}

#[test]
fn the_gitlab_template_hands_in_its_report() {
    let place = Place::new();
    let files = documents("templates/dip.yml");
    let (inputs, job) = (&files[0]["spec"]["inputs"], &files[1]["dip-check"]);
    let given = [
        ("source", "https://dip.example/dip.git"),
        ("args", "--deny warnings"),
    ];
    let mut variables = vec![("GITLAB_CI".to_owned(), "true".to_owned())];
    for (key, value) in pairs(&job["variables"]) {
        let name = value
            .strip_prefix("$[[ inputs.")
            .and_then(|rest| rest.strip_suffix(" ]]"));
        let name = name.expect("an input");
        let usual = inputs[name]["default"].as_str();
        let given = given
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| *value);
        variables.push((key, given.or(usual).expect("a declared input").to_owned()));
    }
    let install = job["before_script"][0].as_str().expect("a command");
    assert_eq!(
        said(&place.sh(install, &variables)),
        "cargo install --locked --git https://dip.example/dip.git dip\n"
    );
    let check = job["script"][0].as_str().expect("a command");
    let run = place.sh(check, &variables);
    assert_eq!(run.status.code(), Some(1), "{run:?}");
    assert!(
        said(&run).starts_with("error[DIP0401]"),
        "people read the log: {run:?}"
    );
    assert_eq!(job["artifacts"]["when"].as_str(), Some("always"));
    let report = job["artifacts"]["reports"]["codequality"]
        .as_str()
        .expect("a file");
    let report = fs::read_to_string(place.path().join(report)).expect("a report");
    let issues: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    assert_eq!(issues[0]["location"]["path"], "bad/b.dip");
}

#[test]
fn the_hook_checks_the_whole_repository() {
    let place = Place::new();
    let hook = documents(".pre-commit-hooks.yaml").remove(0)[0].clone();
    assert_eq!(hook["language"].as_str(), Some("rust"));
    assert_eq!(hook["pass_filenames"].as_bool(), Some(false));
    let run = place.sh(hook["entry"].as_str().expect("a command"), &[]);
    assert_eq!(run.status.code(), Some(1), "{run:?}");
    assert!(said(&run).contains("bad/b.dip"), "{run:?}");
}

#[test]
fn the_hook_of_the_formatter_lays_out_what_it_is_given() {
    let place = Place::new();
    let hook = documents(".pre-commit-hooks.yaml").remove(0)[1].clone();
    assert_eq!(hook["id"].as_str(), Some("dip-fmt"));
    assert_eq!(hook["files"].as_str(), Some("\\.dip$"));
    let file = place.path().join("good.dip");
    fs::write(&file, "topic   rails  \"Railways\"").expect("a file");
    let entry = format!("{} good.dip", hook["entry"].as_str().expect("a command"));
    let run = place.sh(&entry, &[]);
    assert_eq!(run.status.code(), Some(0), "{run:?}");
    assert_eq!(
        fs::read_to_string(&file).expect("the file"),
        "topic rails \"Railways\"\n"
    );
}
