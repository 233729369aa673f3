//! What a page says to programs: a graph of schema.org's types, as JSON-LD.
//!
//! | module | what |
//! | --- | --- |
//! | `article` | a `MedicalWebPage` and the `Article` on it |
//! | `citation` | the article's notes, as works that it cites |
//! | `list` | the list of articles: a `CollectionPage` with an `ItemList` |

mod article;
mod citation;
mod list;

use inside_out::Page;
use serde_json::{Value, json};

use crate::{Address, SITE_NAME};

/// The graph of `page`. `has_images` says whether there are share images. What must be absolute is left out where the
/// site's host is not known.
pub fn structured_data(page: &Page, address: &Address, has_images: bool) -> Value {
    let graph = match page {
        Page::Article(article) => article::graph(article, address, has_images),
        Page::List(articles) => vec![list::collection(articles, address)],
    };
    let graph: Vec<Value> = graph.into_iter().map(without_absent).collect();
    json!({ "@context": "https://schema.org", "@graph": graph })
}

/// Who publishes all of it.
fn publisher(address: &Address) -> Value {
    json!({
        "@type": "Organization",
        "name": SITE_NAME,
        "url": address.home(),
        "logo": address.file("icon.svg"),
    })
}

/// `value` without the properties that are null or an empty list: nothing is known of them.
fn without_absent(value: Value) -> Value {
    let is_known =
        |value: &Value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty());
    match value {
        Value::Object(properties) => properties
            .into_iter()
            .filter(|(_, value)| is_known(value))
            .map(|(name, value)| (name, without_absent(value)))
            .collect(),
        Value::Array(values) => values.into_iter().map(without_absent).collect(),
        other => other,
    }
}
