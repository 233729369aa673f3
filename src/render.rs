//! The finished HTML of a page, on a computer without a browser.

use document::Document;
use leptos::prelude::*;

use crate::{
    PageState,
    app::App,
    article::{SiteBase, prose::Prose},
};

impl PageState {
    /// What the page of this article starts from.
    pub fn new(article: &Document) -> Self {
        Self {
            article: article.outline(),
        }
    }
}

/// Renders what belongs inside `#app`. `base` is the address of the site's folder; it begins and ends with `/`. No
/// effect runs: it is the page before anything on the device is known.
pub fn render(article: Document, base: &str) -> String {
    Owner::new().with(|| {
        provide_context(SiteBase(base.to_owned()));
        let state = PageState::new(&article);
        view! { <App state prose=Prose::new(article)/> }.to_html()
    })
}
