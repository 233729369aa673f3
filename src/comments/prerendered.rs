//! The discussion in HTML: what a page holds before its program runs, and what the server puts there.

use comments::{Page, Timestamp};

use super::{
    listing::Listing,
    section::{THREAD, count_of},
    state::Model,
    thread::thread,
};
use crate::{article::contents::COMMENTS_COUNT, piece};

pub use super::store::shared::PAGE;

/// The place of the comments with nothing in it, as the prerender of a site with a server writes it.
pub fn empty_thread() -> String {
    let model = Model {
        is_shared: true,
        ..Model::default()
    };
    format!(
        "<div class=\"needs-program\" id=\"{THREAD}\">{}</div>",
        piece::html(&thread(&model))
    )
}

/// The place of the comments with these in it, to be read without the program, too. Its first picture is the same, but for
/// the times: how long ago it was, whoever reads the page knows.
pub fn filled_thread(page: Page) -> String {
    let model = Model {
        is_shared: true,
        listing: Listing::Loaded(page),
        // So late that every moment shows its date.
        now: "9999-12-31T00:00:00Z".parse().unwrap_or_default(),
        in_words: date,
        ..Model::default()
    };
    format!(
        "<div id=\"{THREAD}\">{}</div>",
        piece::html(&thread(&model))
    )
}

/// A part of a page, with the number of comments wherever it is to stand. Leptos marks an empty element by a comment.
pub fn counted(html: &str, total: usize) -> String {
    let place = |words: &str| format!("<span class=\"{COMMENTS_COUNT}\">{words}</span>");
    let counted = place(&piece::html(&count_of(total)));
    html.replace(&place(""), &counted)
        .replace(&place("<!---->"), &counted)
}

/// `2026-11-28`: right in every language.
fn date(time: Timestamp) -> String {
    let text = time.to_string();
    text.split('T').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use comments::{MemoryStore, Sort};

    use super::*;
    use crate::comments::{extent::Extent, testing};

    #[test]
    fn what_is_said_is_in_it_as_text() {
        let store = MemoryStore::default();
        testing::say(&store, 1, None);
        let shown = testing::shown(&store, &Extent::new(Sort::Newest));
        let html = filled_thread(shown.page().cloned().unwrap_or_default());
        assert!(html.contains(">1970-01-01</time>"), "{html}");
        assert!(html.contains("<p dir=\"auto\">1</p>"), "{html}");
        assert!(
            !html.contains("Export"),
            "these are not the device\u{2019}s"
        );
    }
}
