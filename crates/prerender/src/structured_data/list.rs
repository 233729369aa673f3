//! The list of articles: a `CollectionPage` with an `ItemList`.

use document::Document;
use serde_json::{Value, json};

use super::publisher;
use crate::{Address, SITE_DESCRIPTION, SITE_NAME};

/// The page and what is on it, in this order.
pub(super) fn collection(articles: &[Document], address: &Address) -> Value {
    let items: Vec<Value> = (1..)
        .zip(articles)
        .map(|(position, article): (usize, _)| {
            json!({
                "@type": "ListItem",
                "position": position,
                "name": article.title,
                "url": address.page(&article.slug),
            })
        })
        .collect();
    json!({
        "@type": "CollectionPage",
        "url": address.home(),
        "name": SITE_NAME,
        "description": SITE_DESCRIPTION,
        "inLanguage": "en",
        "publisher": publisher(address),
        "mainEntity": { "@type": "ItemList", "itemListElement": items },
    })
}
