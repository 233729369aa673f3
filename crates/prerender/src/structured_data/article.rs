//! A `MedicalWebPage` and the `Article` on it.

use document::{Document, minutes};
use serde_json::{Value, json};

use super::{citation::citations, publisher};
use crate::{Address, share_image};

/// The longest headline that search engines show, in characters.
const HEADLINE: usize = 110;

/// The page and the article. A review is told only where there was one.
pub(super) fn graph(article: &Document, address: &Address, has_images: bool) -> Vec<Value> {
    let url = address.page(&article.slug);
    // Without a host, the ids are relative to the page, wherever it is.
    let id = |name: &str| format!("{}#{name}", url.as_deref().unwrap_or_default());
    let review = article.review.as_ref();
    let page = json!({
        "@type": "MedicalWebPage",
        "@id": id("page"),
        "url": url,
        "name": article.title,
        "description": article.description,
        "inLanguage": "en",
        "datePublished": article.published,
        "dateModified": article.updated,
        "lastReviewed": review.map(|review| review.on),
        "reviewedBy": review.map(|review| person(&review.reviewer)),
        "publisher": publisher(address),
        "mainEntity": { "@id": id("article") },
    });
    let image = address.share_image(&article.slug).filter(|_| has_images);
    let words = article.words();
    let article = json!({
        "@type": "Article",
        "@id": id("article"),
        "url": url,
        "mainEntityOfPage": { "@id": id("page") },
        "headline": headline(&article.title),
        "description": article.description,
        "inLanguage": "en",
        "author": person(&article.author),
        "locationCreated": article.place.as_ref().map(|place| json!({ "@type": "Place", "name": place })),
        "publisher": publisher(address),
        "datePublished": article.published,
        "dateModified": article.updated,
        "image": image.map(|url| json!({
            "@type": "ImageObject",
            "url": url,
            "width": share_image::WIDTH,
            "height": share_image::HEIGHT,
        })),
        "wordCount": words,
        "timeRequired": format!("PT{}M", minutes(words)),
        "citation": citations(article),
    });
    vec![page, article]
}

fn person(name: &str) -> Value {
    json!({ "@type": "Person", "name": name })
}

/// `title`, cut after a word where it is too long.
fn headline(title: &str) -> String {
    if title.chars().count() <= HEADLINE {
        return title.to_owned();
    }
    let start: String = title.chars().take(HEADLINE - 1).collect();
    let end = start.rfind(' ').unwrap_or(start.len());
    format!("{}…", start[..end].trim_end_matches([',', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_short_and_ends_with_a_word() {
        assert_eq!(headline("Gut and skin"), "Gut and skin");
        let long = headline(&"skin and gut, ".repeat(10));
        assert!(long.ends_with("gut…") || long.ends_with("and…"), "{long}");
        assert!(long.chars().count() <= HEADLINE);
        assert_eq!(headline(&"피".repeat(200)).chars().count(), HEADLINE);
    }
}
