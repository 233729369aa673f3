//! [`Address`]: where the site will be.

use document::Slug;
use url::Url;

use crate::BuildError;

/// The name of the feed's file.
pub const FEED: &str = "feed.atom";

/// Where the site will be: its folder on a host, such as `/blog/`, and the host, where that is known.
///
/// What stands in a page names the folder only, so that the site works on any host. What others are told must be
/// absolute, and is left out where the host is not known.
#[derive(Clone, Debug)]
pub struct Address {
    base: String,
    origin: Option<Url>,
}

impl Address {
    /// `base` is the address of the site's folder; it begins and ends with `/`. `origin` is scheme and host, such as
    /// `https://example.org`; empty where it is not known.
    ///
    /// # Errors
    /// [`BuildError::Base`] and [`BuildError::Origin`].
    pub fn new(base: &str, origin: &str) -> Result<Self, BuildError> {
        let is_folder = base.starts_with('/') && base.ends_with('/') && !base.contains("//");
        if !is_folder || base.contains(['\\', '?', '#', '"', '\'', '<', ')']) {
            return Err(BuildError::Base {
                given: base.to_owned(),
            });
        }
        let origin = match origin.trim() {
            "" => None,
            given => Some(parse_origin(given).ok_or_else(|| BuildError::Origin {
                given: given.to_owned(),
            })?),
        };
        Ok(Self {
            base: base.to_owned(),
            origin,
        })
    }

    /// The address of the site's folder; begins and ends with `/`.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Whether the host is known, so that there are absolute addresses.
    pub fn is_known(&self) -> bool {
        self.origin.is_some()
    }

    /// The absolute address of the site's first page.
    pub fn home(&self) -> Option<String> {
        self.file("")
    }

    /// The absolute address of an article.
    pub fn page(&self, article: &Slug) -> Option<String> {
        self.file(&format!("{article}/"))
    }

    /// The absolute address of an article's share image.
    pub fn share_image(&self, article: &Slug) -> Option<String> {
        self.file(&format!("{article}.png"))
    }

    /// The absolute address of the file at `path`, relative to the site's folder. Letters beyond ASCII are encoded.
    pub fn file(&self, path: &str) -> Option<String> {
        let mut url = self.origin.clone()?;
        url.set_path(&format!("{}{path}", self.base));
        Some(url.into())
    }
}

/// `text`, where it is a scheme and a host and nothing else.
fn parse_origin(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let is_bare = url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    (["http", "https"].contains(&url.scheme()) && url.has_host() && is_bare).then_some(url)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test says what it expects")]

    use super::*;

    #[test]
    fn an_address_is_absolute_where_the_host_is_known() {
        let slug: Slug = "장과-피부".parse().expect("a slug");
        for origin in ["https://example.org", "https://example.org/"] {
            let address = Address::new("/blog/", origin).expect("an address");
            assert_eq!(address.home().as_deref(), Some("https://example.org/blog/"));
            assert_eq!(
                address.page(&slug).as_deref(),
                Some("https://example.org/blog/%EC%9E%A5%EA%B3%BC-%ED%94%BC%EB%B6%80/")
            );
        }
        let address = Address::new("/", "").expect("an address");
        assert_eq!((address.page(&slug), address.is_known()), (None, false));
        let local = Address::new("/", "http://localhost:8080").expect("an address");
        assert_eq!(
            local.file(FEED).as_deref(),
            Some("http://localhost:8080/feed.atom")
        );
    }

    #[test]
    fn what_is_no_origin_is_refused_with_its_mend() {
        for origin in [
            "example.org",
            "ftp://example.org",
            "https://",
            "https://example.org/blog",
            "https://example.org?a",
            "https://example.org#a",
            "https://ann@example.org",
            "/blog/",
        ] {
            let error = Address::new("/", origin).expect_err(origin).to_string();
            assert!(error.contains(origin) && error.contains("mend:"), "{error}");
        }
    }

    #[test]
    fn what_is_no_folder_is_refused_with_its_mend() {
        for base in [
            "",
            "blog",
            "/blog",
            "blog/",
            "./",
            "//",
            "https://a.b/",
            "/a?/",
        ] {
            let error = Address::new(base, "").expect_err(base).to_string();
            assert!(error.contains("mend:"), "{error}");
        }
    }
}
