//! Columns stay columns in every script and at every width.

use textwrap::core::display_width;

use super::{Entry, Markup, Report, Table};

fn table() -> Report {
    let mut report = Report::default();
    let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
    let table = Table {
        head: vec!["Person", "Meetings", "Last"],
        rows: vec![
            row(["习近平", "3", "11 September 2014"]),
            row(["Цахиагийн Элбэгдорж", "1,200", "16 July 2016"]),
            // With combining marks, and with the same letters precomposed.
            row(["Nguye\u{302}\u{303}n Phu\u{301} Tro\u{323}ng", "12", ""]),
            row(["Nguyễn Phú Trọng", "12", "2014"]),
        ],
    };
    report.table("Who was there", table, Vec::new());
    report
}

fn lines(report: &Report, width: usize) -> Vec<String> {
    let written = report.written(Markup::Text { width });
    written.lines().skip(4).map(str::to_owned).collect()
}

/// The column where a text ends in the line that has it.
fn end_of(lines: &[String], text: &str) -> usize {
    let line = lines.iter().find(|line| line.contains(text));
    let line = line.expect("a line");
    let at = line.find(text).expect("the text") + text.len();
    display_width(&line[..at])
}

#[test]
fn columns_are_aligned_by_what_the_eye_sees() {
    let lines = lines(&table(), 80);
    assert_eq!(
        lines,
        [
            "  Person               Meetings  Last",
            "  习近平                      3  11 September 2014",
            "  Цахиагийн Элбэгдорж     1,200  16 July 2016",
            "  Nguye\u{302}\u{303}n Phu\u{301} Tro\u{323}ng           12",
            "  Nguyễn Phú Trọng           12  2014",
        ]
    );
    for number in ["1,200", " 12", " 3"] {
        assert_eq!(end_of(&lines, number), end_of(&lines, "Meetings"));
    }
}

#[test]
fn where_the_width_does_not_suffice_columns_give_way() {
    let mut long = Report::default();
    let cells = ["Shanghai Cooperation Organisation", "3"];
    let date = "between 11 September 2014 and 16 July 2016";
    let row = cells.into_iter().chain([date, date]).map(str::to_owned);
    let table_of_four = Table {
        head: vec!["Party", "Meetings", "First", "Last"],
        rows: vec![row.collect()],
    };
    long.table("Met", table_of_four, Vec::new());
    for width in [40, 44, 50, 60] {
        for report in [&table(), &long] {
            let lines = lines(report, width);
            let widest = lines.iter().map(|line| display_width(line)).max();
            assert!(widest.is_some_and(|widest| widest <= width), "{lines:#?}");
            assert_eq!(end_of(&lines, " 3"), end_of(&lines, "Meetings"));
        }
    }
}

#[test]
fn numbers_stand_at_the_right_in_markdown_too() {
    let written = table().written(Markup::Markdown);
    assert!(
        written.contains("| --- | ---: | --- |\n| 习近平 | 3 |"),
        "{written}"
    );
}

#[test]
fn marks_are_a_column_unless_they_are_too_wide() {
    let entry = |mark: &str| Entry {
        mark: mark.to_owned(),
        text: "Talks in Peking".to_owned(),
        under: Vec::new(),
    };
    let mut report = Report::default();
    let wide = "between 10 July 1971 and 2 August 1971";
    report.list(
        "Meetings",
        vec![entry("北京 1971"), entry("1972"), entry(wide)],
    );
    assert_eq!(
        lines(&report, 60),
        [
            "  北京 1971  Talks in Peking".to_owned(),
            "  1972       Talks in Peking".to_owned(),
            format!("  {wide}"),
            "             Talks in Peking".to_owned(),
        ]
    );
}
