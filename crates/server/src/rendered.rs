//! [`Rendered`]: a page in every form in which it is sent.

use std::{
    fmt::Write as _,
    io::{self, Write as _},
};

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use brotli::enc::BrotliEncoderParams;
use comments::CommentId;
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

use crate::cache::Weight;

/// A page in every form in which it is sent.
#[derive(Debug)]
pub(crate) struct Rendered {
    tag: String,
    /// The comments that it shows.
    comments: Vec<CommentId>,
    plain: Bytes,
    brotli: Bytes,
    gzip: Bytes,
}

impl Weight for Rendered {
    fn bytes(&self) -> usize {
        let ids = self.comments.len() * size_of::<CommentId>();
        self.plain.len() + self.brotli.len() + self.gzip.len() + ids
    }
}

impl Rendered {
    /// Compresses a page that shows these comments; `quality` is Brotli's, from 0 to 11.
    pub(crate) fn new(html: String, comments: Vec<CommentId>, quality: i32) -> io::Result<Self> {
        let mut tag = String::new();
        for byte in &Sha256::digest(&html)[..8] {
            // Writing into a string does not fail.
            let _ = write!(tag, "{byte:02x}");
        }
        let params = BrotliEncoderParams {
            quality,
            size_hint: html.len(),
            ..Default::default()
        };
        let mut brotli = Vec::new();
        brotli::BrotliCompress(&mut html.as_bytes(), &mut brotli, &params)?;
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(html.as_bytes())?;
        Ok(Self {
            tag,
            comments,
            brotli: brotli.into(),
            gzip: gzip.finish()?.into(),
            plain: html.into(),
        })
    }

    /// Whether the page shows a comment.
    pub(crate) fn shows(&self, id: CommentId) -> bool {
        self.comments.contains(&id)
    }

    /// The page in the best form that the browser takes, or "304 Not Modified" where it has it.
    pub(crate) fn answer(&self, headers: &HeaderMap) -> Response {
        let accepted = headers
            .get(header::ACCEPT_ENCODING)
            .and_then(|it| it.to_str().ok())
            .unwrap_or_default();
        let takes = |name: &str| accepted.split(',').any(|it| it.trim() == name);
        let (encoding, body) = if takes("br") {
            (Some("br"), &self.brotli)
        } else if takes("gzip") {
            (Some("gzip"), &self.gzip)
        } else {
            (None, &self.plain)
        };
        let tag = format!("\"{}-{}\"", self.tag, encoding.unwrap_or("plain"));
        let is_known = headers
            .get(header::IF_NONE_MATCH)
            .is_some_and(|it| it.as_bytes() == tag.as_bytes());
        let mut response = if is_known {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
            (kind, body.clone()).into_response()
        };
        let fields = response.headers_mut();
        if let Some(encoding) = encoding.filter(|_| !is_known) {
            fields.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        fields.extend(HeaderValue::try_from(tag).map(|tag| (header::ETAG, tag)));
        fields.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        response
    }
}
