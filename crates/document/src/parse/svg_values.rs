//! Which values an attribute of a drawing may have.

use super::mistakes::is_forbidden;

/// Whether a browser can do no more with a value than to show it: nothing is loaded, nothing run. CSS reads `\75rl(` as
/// `url(`, so no backslash either.
pub(super) fn is_plain(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let has = |part: &str| lower.contains(part);
    !(has("url(") || has("javascript:") || has("\\") || value.chars().any(is_forbidden))
}

/// The four numbers of a `viewBox` that shows something: left, top, width and height.
pub(super) fn view_box(value: &str) -> Option<String> {
    let numbers: Vec<&str> = value
        .split(|c: char| c.is_ascii_whitespace() || c == ',')
        .filter(|number| !number.is_empty())
        .collect();
    let parsed: Vec<f64> = numbers
        .iter()
        .filter_map(|number| number.parse().ok())
        .filter(|number: &f64| number.is_finite())
        .collect();
    match parsed[..] {
        [_, _, width, height] if numbers.len() == 4 && width > 0.0 && height > 0.0 => {
            Some(numbers.join(" "))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_loads_and_runs_nothing() {
        for value in [
            "",
            "currentColor",
            "var(--accent)",
            "M0,0 1 1z",
            "rotate(4)",
        ] {
            assert!(is_plain(value), "{value}");
        }
        for value in [
            "url(#a)",
            "URL(x)",
            "red url( x )",
            "JavaScript:x",
            r"\75rl(x)",
            "a\u{7f}",
        ] {
            assert!(!is_plain(value), "{value}");
        }
    }

    #[test]
    fn a_view_box_is_four_numbers() {
        assert_eq!(
            view_box(" -1,-2  640 42.5 ").as_deref(),
            Some("-1 -2 640 42.5")
        );
        for value in [
            "",
            "0 0 1",
            "0 0 1 1 1",
            "0 0 0 1",
            "0 0 1 -1",
            "0 0 a 1 1",
            "0 0 NaN 1",
        ] {
            assert_eq!(view_box(value), None, "{value}");
        }
    }
}
