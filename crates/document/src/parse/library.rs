//! [`Library`]: what the parser asks of the folder that the article is in.

/// What is there besides the article. Paths are relative and never empty of meaning: no scheme, no first slash.
pub trait Library {
    /// The bytes of a picture beside the article's file or below it; `None` where there is none. The path is as the author
    /// wrote it and without `..`.
    fn picture(&self, path: &str) -> Option<Vec<u8>>;

    /// Whether the site has an article or a file at a link's path. The path is relative to the site's folder and may hold
    /// anything, `..` too.
    fn has_page(&self, path: &str) -> bool;
}

/// The library in which everything exists: each picture is an empty drawing.
pub(super) struct Everything;

impl Library for Everything {
    fn picture(&self, _path: &str) -> Option<Vec<u8>> {
        Some(br#"<svg viewBox="0 0 1 1"/>"#.to_vec())
    }

    fn has_page(&self, _path: &str) -> bool {
        true
    }
}
