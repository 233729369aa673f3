//! The landmark "Contents".

use document::{Section, plain_text};
use leptos::prelude::*;

/// Links to the sections and to the discussion. Following one opens its section (see [`crate::browser::location`]).
#[component]
pub fn Contents(
    /// The article's sections.
    sections: Vec<Section>,
) -> impl IntoView {
    let links = sections
        .into_iter()
        .map(|Section { id, title, .. }| {
            view! { <li><a href=format!("#{id}")>{plain_text(&title)}</a></li> }
        })
        .collect_view();
    view! {
        <nav id="contents" class="contents" aria-labelledby="contents--label">
            <p class="label" id="contents--label">"Contents"</p>
            <ol>
                {links}
                <li class="apart"><a href="#comments">"Comments"</a></li>
            </ol>
        </nav>
    }
}
