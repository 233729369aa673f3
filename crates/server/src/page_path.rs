//! [`page_path`]: which page an address's path leads to.

use std::path::{Component, Path};

use percent_encoding::percent_decode_str;

/// The path of the page that is served at an address's path, in one form for all its spellings: `/letters/` for
/// `/%6Cetters/`, `//letters/./` and `/letters/index.html`. `None` where no page can be there.
///
/// It reads a path as [`tower_http::services::ServeDir`] does, which serves the file.
pub(crate) fn page_path(path: &str) -> Option<String> {
    let decoded = percent_decode_str(path.trim_start_matches('/'))
        .decode_utf8()
        .ok()?;
    let mut names = Vec::new();
    for component in Path::new(&*decoded).components() {
        match component {
            Component::Normal(name) => names.push(name.to_str()?),
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir | Component::ParentDir => return None,
        }
    }
    if !path.ends_with('/') && names.pop() != Some("index.html") {
        return None;
    }
    names.push("");
    Some(format!("/{}", names.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_path_leads_to_one_page() {
        for path in [
            "/letters/",
            "/%6Cetters/",
            "/%6cetters/index.html",
            "//letters/",
            "/letters//",
            "/letters/./",
            "/letters/index%2Ehtml",
        ] {
            assert_eq!(page_path(path).as_deref(), Some("/letters/"), "{path}");
        }
        for path in ["/", "//", "/index.html", "/."] {
            let expected = (path != "/.").then_some("/");
            assert_eq!(page_path(path).as_deref(), expected, "{path}");
        }
        let korean = "/%EC%9E%A5-%ED%94%BC%EB%B6%80/";
        assert_eq!(page_path(korean).as_deref(), Some("/장-피부/"));
    }

    #[test]
    fn other_files_are_no_page() {
        for path in [
            "/letters",
            "/letters/figure.svg",
            "/%FF/",
            "/../letters/",
            "/%2e%2e/letters/",
            "/%2Fletters/",
        ] {
            assert_eq!(page_path(path), None, "{path}");
        }
    }
}
