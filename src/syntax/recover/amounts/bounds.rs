//! The words before a number that say on which side of it the sum lies.

/// The bound as the language writes it, and what follows it.
pub(super) fn bound(text: &str) -> (&'static str, &str) {
    const BOUNDS: [(&str, &str); 36] = [
        ("more than ", "over"),
        ("over ", "over"),
        ("at least ", "over"),
        ("above ", "over"),
        ("exceeding ", "over"),
        ("in excess of ", "over"),
        ("mehr als ", "over"),
        ("über ", "over"),
        ("plus de ", "over"),
        (">", "over"),
        ("≥", "over"),
        ("less than ", "under"),
        ("under ", "under"),
        ("up to ", "under"),
        ("at most ", "under"),
        ("below ", "under"),
        ("bis zu ", "under"),
        ("<", "under"),
        ("≤", "under"),
        ("approximately ", "about"),
        ("approx. ", "about"),
        ("approx ", "about"),
        ("roughly ", "about"),
        ("circa ", "about"),
        ("ca. ", "about"),
        ("ca.", "about"),
        ("ca ", "about"),
        ("c. ", "about"),
        ("around ", "about"),
        ("about ", "about"),
        ("nearly ", "about"),
        ("almost ", "about"),
        ("some ", "about"),
        ("etwa ", "about"),
        ("environ ", "about"),
        ("~", "about"),
    ];
    let lower = text.to_lowercase();
    let found = BOUNDS.iter().find(|(theirs, _)| lower.starts_with(theirs));
    found.map_or(("", text), |(theirs, ours)| {
        (
            *ours,
            text.get(theirs.len()..).unwrap_or_default().trim_start(),
        )
    })
}
