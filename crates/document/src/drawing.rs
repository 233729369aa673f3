//! [`Drawing`]: an SVG as a tree of the elements and attributes that a page may hold.

use serde::{Deserialize, Serialize};

use crate::Slug;

/// An SVG that becomes part of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawing {
    /// The fragment that leads to it: the slug of its file's name and `-figure`.
    pub id: Slug,
    /// What it shows, in words.
    pub alt: String,
    /// The root's `viewBox`: left, top, width and height.
    pub view_box: String,
    /// What the root holds.
    pub content: Vec<Shape>,
}

/// An element of a drawing, or text in one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// An element.
    Element {
        /// One of [`ELEMENTS`].
        name: String,
        /// Names of [`ATTRIBUTES`] and their values.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attributes: Vec<(String, String)>,
        /// What is in it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        content: Vec<Shape>,
    },
    /// A group bound to an entry of a list: each lights the other. `data-for` in the file.
    Part {
        /// The fragment that leads to the part: `<drawing>-<entry>`.
        id: Slug,
        /// The entry's fragment.
        entry: Slug,
        /// The entry's term, the part's name for those who listen.
        term: String,
        /// What is in it.
        content: Vec<Shape>,
    },
    /// Text, in a `text` or `tspan`.
    Text(String),
}

/// The elements that a drawing may have besides its root. `a`, `image`, `script`, `style`, `foreignObject` and all that could load or
/// run something are not among them.
pub const ELEMENTS: [&str; 10] = [
    "circle", "ellipse", "g", "line", "path", "polygon", "polyline", "rect", "text", "tspan",
];

/// The attributes that an element may have. A colour is best `currentColor` or one of the page's, as `var(--accent)`.
pub const ATTRIBUTES: [&str; 33] = [
    "class",
    "cx",
    "cy",
    "d",
    "dx",
    "dy",
    "fill",
    "fill-opacity",
    "font-size",
    "font-style",
    "font-weight",
    "height",
    "letter-spacing",
    "opacity",
    "points",
    "r",
    "rx",
    "ry",
    "stroke",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "transform",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];
