//! The paragraphs of a text that is written over several lines.

/// Drops indentation; a single line break is a blank, an empty line parts two paragraphs.
pub fn paragraphs(body: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in body.lines().map(str::trim) {
        match paragraphs.last_mut() {
            _ if line.is_empty() => goes_on = false,
            Some(last) if goes_on => {
                last.push(' ');
                last.push_str(line);
            }
            _ => {
                paragraphs.push(line.to_owned());
                goes_on = true;
            }
        }
    }
    paragraphs
}
