//! The Content-Security-Policy of a page, as an element of the page, so that any static host serves it.

use std::{cell::RefCell, fmt::Write as _};

use base64::{Engine, prelude::BASE64_STANDARD};
use lol_html::{RewriteStrSettings, element, html_content::ContentType, rewrite_str, text};
use sha2::{Digest, Sha256};

use crate::BuildError;

/// `html` with its policy, which stands before all that it governs.
///
/// # Errors
/// Where `html` cannot be read as HTML.
pub fn with_policy(html: &str) -> Result<String, BuildError> {
    let policy = policy(html)?;
    let element = format!(r#"<meta http-equiv="Content-Security-Policy" content="{policy}">"#);
    let settings = RewriteStrSettings::new().append_element_content_handler(element!(
        "meta[charset]",
        |charset| {
            charset.after(&element, ContentType::Html);
            Ok(())
        }
    ));
    Ok(rewrite_str(html, settings)?)
}

/// The policy for `html`: its own files, and of inline scripts and styles only those that are in it now.
///
/// # Errors
/// Where `html` cannot be read as HTML.
fn policy(html: &str) -> Result<String, BuildError> {
    // A script with another type than a module is data, which no policy is asked about.
    let scripts = hashes_of(
        html,
        "script:not([type]):not([src]), script[type=module]:not([src])",
    )?;
    let styles = hashes_of(html, "style")?;
    Ok(format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{styles}; \
         connect-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    ))
}

/// ` 'sha256-…'` for the text of each element that `selector` finds.
fn hashes_of(html: &str, selector: &str) -> Result<String, BuildError> {
    let hashes = RefCell::new(String::new());
    let content = RefCell::new(String::new());
    let settings =
        RewriteStrSettings::new().append_element_content_handler(text!(selector, |chunk| {
            content.borrow_mut().push_str(chunk.as_str());
            if chunk.last_in_text_node() {
                let digest = Sha256::digest(content.take());
                write!(
                    hashes.borrow_mut(),
                    " 'sha256-{}'",
                    BASE64_STANDARD.encode(digest)
                )?;
            }
            Ok(())
        }));
    rewrite_str(html, settings)?;
    Ok(hashes.into_inner())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test says what it expects")]

    use super::*;

    #[test]
    fn inline_scripts_and_styles_are_allowed_by_their_hashes() {
        let html = "<style>a{}</style><script>1</script><script type=module>2</script>";
        let policy = policy(html).expect("HTML");
        // echo -n '1' | openssl dgst -sha256 -binary | base64, and so on
        for hash in [
            "'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='",
            "'sha256-1HNeOiZeFu7gP1lxi5tdAwGcB9i2xR+Q2jpmbuwTqzU='",
            "style-src 'self' 'sha256-",
        ] {
            assert!(policy.contains(hash), "{hash} in {policy}");
        }
    }

    #[test]
    fn data_and_files_need_no_hash() {
        let html = r#"<script type="application/json">{}</script><script src="a.js"></script>"#;
        assert!(!policy(html).expect("HTML").contains("sha256"));
    }
}
