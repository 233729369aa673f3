//! Where links and pictures may lead.

use crate::Problem;

/// Where an acceptable link leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target<'a> {
    /// To this id of the article.
    Here(&'a str),
    /// To a page or a file of the site: the path, without `?…` and `#…`, its `%20` and the like read.
    Site(String),
    /// To the web or a mailbox.
    Elsewhere,
}

const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// Judges a link's address as a browser would understand it.
pub(super) fn target(href: &str) -> Result<Target<'_>, Problem> {
    // Browsers drop some control characters from an address, so `java&#10;script:` would be a scheme.
    if let Some(character) = href.chars().find(|c| c.is_control()) {
        return Err(Problem::ControlCharacter { character });
    }
    if href.trim().is_empty() {
        return Err(Problem::LinkWithoutAddress);
    }
    if let Some(id) = href.strip_prefix('#') {
        return Ok(Target::Here(id));
    }
    if is_slash_twice(href) {
        return Err(Problem::HostWithoutScheme);
    }
    match scheme(href) {
        Some(scheme)
            if !SCHEMES
                .iter()
                .any(|known| scheme.eq_ignore_ascii_case(known)) =>
        {
            Err(Problem::RefusedScheme {
                scheme: scheme.to_owned(),
            })
        }
        Some(_) => Ok(Target::Elsewhere),
        None if href.trim_start().starts_with(['/', '\\']) => Err(Problem::RootLink {
            href: href.to_owned(),
        }),
        None => {
            let path = href.split(['?', '#']).next().unwrap_or_default();
            Ok(Target::Site(decoded(path)))
        }
    }
}

/// An address's `%20` is a file's space. What is no UTF-8 then stays as it is.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let code = match rest {
            [b'%', high, low, ..] => str::from_utf8(&[*high, *low])
                .ok()
                .filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
                .and_then(|digits| u8::from_str_radix(digits, 16).ok()),
            _ => None,
        };
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &rest[3..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

/// Judges a picture's path: relative, beside the article's file or below it.
pub(super) fn picture(src: &str) -> Result<(), Problem> {
    if let Some(character) = src.chars().find(|c| c.is_control()) {
        return Err(Problem::ControlCharacter { character });
    }
    let is_up = |segment: &str| segment.to_ascii_lowercase().replace("%2e", ".") == "..";
    let is_outside = src.trim().is_empty()
        || src.starts_with('/')
        || src.contains(['\\', '?', '#'])
        || scheme(src).is_some()
        || src.split('/').any(is_up);
    if is_outside {
        return Err(Problem::PictureElsewhere {
            src: src.to_owned(),
        });
    }
    Ok(())
}

/// What stands before a colon, unless it belongs to a path, a query or a fragment.
fn scheme(address: &str) -> Option<&str> {
    let (before, _) = address.split_once(':')?;
    (!before.contains(['/', '?', '#'])).then_some(before)
}

/// Browsers read a backslash as a slash.
fn is_slash_twice(address: &str) -> bool {
    let mut characters = address.trim_start().chars();
    let mut is_slash = || matches!(characters.next(), Some('/' | '\\'));
    is_slash() && is_slash()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_may_lead_to_the_web_a_mailbox_a_path_or_an_id() {
        let paths = [
            ("other", "other"),
            ("other/#part", "other/"),
            ("?a=b", ""),
            ("page?a:b", "page"),
            ("a/b:c", "a/b:c"),
            ("a%20b%2Fc%zz%c3", "a%20b%2Fc%zz%c3"),
            ("%C3%A9%20%+1", "é %+1"),
        ];
        for (href, path) in paths {
            assert_eq!(target(href), Ok(Target::Site(path.to_owned())), "{href}");
        }
        for href in ["/", "/other", r"\other"] {
            assert!(matches!(target(href), Err(Problem::RootLink { .. })));
        }
        let addresses = [
            "https://doi.org/10.1/x",
            "HTTP://example.org",
            "mailto:a@b.org",
        ];
        for href in addresses {
            assert_eq!(target(href), Ok(Target::Elsewhere), "{href}");
        }
        assert_eq!(target("#gut"), Ok(Target::Here("gut")));
    }

    #[test]
    fn a_link_may_not_run_a_program() {
        for href in [
            "javascript:alert(1)",
            " JavaScript:x",
            "data:text/html,x",
            "vbscript:x",
            ":x",
            "1a:b",
        ] {
            assert!(
                matches!(target(href), Err(Problem::RefusedScheme { .. })),
                "{href}"
            );
        }
        for href in ["java\nscript:x", "\u{1}javascript:x", "a\tb"] {
            assert!(
                matches!(target(href), Err(Problem::ControlCharacter { .. })),
                "{href}"
            );
        }
        for href in [
            "//example.org",
            r"\\example.org",
            r"/\example.org",
            " //example.org",
        ] {
            assert_eq!(target(href), Err(Problem::HostWithoutScheme), "{href}");
        }
    }

    #[test]
    fn a_picture_is_beside_the_article_or_below_it() {
        for src in [
            "gut.svg",
            "figures/gut.svg",
            "./gut..svg",
            "darm und haut.png",
        ] {
            assert_eq!(picture(src), Ok(()), "{src}");
        }
        let elsewhere = [
            "",
            "/gut.svg",
            "../gut.svg",
            "a/../../gut.svg",
            "%2E./gut.svg",
            "https://x/gut.svg",
            "//x/gut.svg",
            "data:image/png,x",
            r"..\gut.svg",
            "gut.svg?x",
            "gut.svg#x",
        ];
        for src in elsewhere {
            assert!(
                matches!(picture(src), Err(Problem::PictureElsewhere { .. })),
                "{src}"
            );
        }
    }
}
