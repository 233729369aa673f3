//! The finished HTML of a page, on a computer without a browser.

use leptos::prelude::*;

use crate::{
    Page,
    app::{App, MAIN},
    article::{SiteBase, contents::contents_button, folding::Folding, prose::Prose},
    comments::section::HasServer,
    reader::settings::settings,
    tips::panel::{panel, plan_button, plan_news},
};

/// Renders what belongs inside `#app`. `base` is the address of the site's folder; it begins and ends with `/`. No
/// effect runs: it is the page before anything on the device is known. `has_server` says whether the site's server keeps
/// the comments.
pub fn render(page: Page, base: &str, has_server: bool) -> String {
    Owner::new().with(|| {
        provide_context(SiteBase(base.to_owned()));
        if has_server {
            provide_context(HasServer);
        }
        // Leptos marks places by comments in a form that browsers understand and HTML does not allow.
        shell(page).to_html().replace("<!>", "<!---->")
    })
}

/// What the program takes over, and what stands around it as it is.
fn shell(page: Page) -> impl IntoView {
    let state = page.state();
    let sections = page.article().map_or(0, |article| article.sections.len());
    let folding = Folding::all_open(sections);
    let contents = page.article().map(|article| contents_button(&article));
    view! {
        <a class="skip" href=format!("#{MAIN}")>"Skip to the article"</a>
        <header class="masthead">
            <a class="brand" href=SiteBase::here()>"Inside Out"</a>
            {settings()}
        </header>
        <div class="dock needs-program">{plan_button()}{contents}</div>
        {plan_news()}
        <main id=MAIN><App state folding prose=Prose::new(page)/></main>
        {panel()}
        <footer class="colophon">
            <p>"Nothing on this page follows you. Your plan stays on this device."</p>
        </footer>
    }
}
