//! The finished HTML of a page, on a computer without a browser.

use leptos::prelude::*;

use crate::{
    Page,
    app::App,
    article::{SiteBase, folding::Folding, prose::Prose},
};

/// Renders what belongs inside `#app`. `base` is the address of the site's folder; it begins and ends with `/`. No
/// effect runs: it is the page before anything on the device is known.
pub fn render(page: Page, base: &str) -> String {
    Owner::new().with(|| {
        provide_context(SiteBase(base.to_owned()));
        let state = page.state();
        let sections = page.article().map_or(0, |article| article.sections.len());
        let folding = Folding::all_open(sections);
        let html = view! { <App state folding prose=Prose::new(page)/> }.to_html();
        // Leptos marks places by comments in a form that browsers understand and HTML does not allow.
        html.replace("<!>", "<!---->")
    })
}
