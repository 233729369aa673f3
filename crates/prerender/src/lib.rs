//! Articles and the shell that Trunk built in, finished HTML out.
//!
//! ```text
//! assets/articles/*.md --articles--> Document --.
//! staged index.html (the shell) -----------------+--page--> index.html, <slug>/index.html --compress--> .br, .gz
//! where the site will be (address) --------------+--------> feed.atom, sitemap.xml, robots.txt
//!                                                '--share_image--> <slug>.png
//! ```
//!
//! | module | what |
//! | --- | --- |
//! | [`articles`] | finds and parses the articles |
//! | [`address`] | where the site will be: its folder, and its origin where that is known |
//! | [`page`] | puts an article, or the list of them, into the shell: head, content, state |
//! | [`head`] | what stands in the `<head>`: for search engines and for previews |
//! | [`structured_data`] | the same for programs, as JSON-LD |
//! | [`lighting`] | the rules that light a drawing's part and its entry together |
//! | [`html`] | elements and data blocks, escaped |
//! | [`policy`] | the Content-Security-Policy, with the hashes of what the shell holds inline |
//! | [`program`] | the program as it is sent: short names, functions in an order that compresses |
//! | [`feed`], [`sitemap`] | what is new, and what there is, for programs |
//! | [`xml`] | XML files, from the types that describe them |
//! | [`share_image`] | the picture that previews show |
//! | [`pictures`] | the articles' own files |
//! | [`compress`] | brotli and gzip copies for hosts that serve them |
//! | [`site`] | the whole: from the staged folder to the finished one |
//! | [`error`] | why it could not be finished, and the mend |
//!
//! It is the only crate that writes files of the site. Any error leaves the last good build where it is,
//! because Trunk replaces `dist/` only after this has succeeded.
#![warn(missing_docs)]

pub mod address;
pub mod articles;
pub mod compress;
pub mod error;
pub mod feed;
pub mod head;
pub mod html;
pub mod lighting;
pub mod page;
pub mod pictures;
pub mod policy;
pub mod program;
pub mod share_image;
pub mod site;
pub mod sitemap;
pub mod structured_data;
pub mod xml;

pub use address::Address;
pub use error::BuildError;

/// The name of the site, of its publisher and of its feed.
pub const SITE_NAME: &str = "Inside Out";

/// What the list of articles is about, for search engines and previews.
pub const SITE_DESCRIPTION: &str =
    "Articles on health that can be read at once, folded, acted on and talked about.";
