//! The picture that previews of a link show: title and author on the paper of the house, as PNG.
//!
//! ```text
//! Document --title: lines that fit (measured by ruler)--> card.svg, filled in --resvg--> PNG
//! ```
//!
//! It is the same on every machine: only the two fonts in `crates/prerender/fonts` are used. Words that they have no
//! letters for are left out; the sign of the house stays.

mod ruler;
mod title;

use document::Document;
use quick_xml::escape::escape;
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::Tree,
};

use self::{
    ruler::{Face, Ruler},
    title::Line,
};
use crate::BuildError;

/// The picture's width in pixels.
pub const WIDTH: u32 = 1200;
/// The picture's height in pixels.
pub const HEIGHT: u32 = 630;

/// Where words begin, in pixels from the left.
const LEFT: f32 = 84.0;
/// The middle of title and byline, in pixels from the top: a little above that of the picture, whose foot has the brand.
const MIDDLE: f32 = 278.0;
/// From the title's last line to the byline's baseline, in pixels.
const BYLINE: f32 = 58.0;
/// The size of the byline's letters, in pixels.
const SMALL: f32 = 27.0;

/// The PNG of `article`'s share image, [`WIDTH`] × [`HEIGHT`].
///
/// # Errors
/// [`BuildError::ShareImage`].
pub fn share_image(article: &Document) -> Result<Vec<u8>, BuildError> {
    let failed = |cause: String| BuildError::ShareImage {
        title: article.title.clone(),
        cause,
    };
    let ruler = Ruler::new();
    let svg = card(article, &ruler);
    let tree = Tree::from_str(&svg, ruler.options()).map_err(|error| failed(error.to_string()))?;
    let mut pixels = Pixmap::new(WIDTH, HEIGHT).ok_or_else(|| failed("no room".to_owned()))?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels
        .encode_png()
        .map_err(|error| failed(error.to_string()))
}

/// The picture as SVG.
fn card(article: &Document, ruler: &Ruler) -> String {
    let lines = title::lines(&article.title, ruler).unwrap_or_default();
    let byline = byline(article, ruler);
    let below = if byline.is_some() { BYLINE } else { 0.0 };
    let mut top = MIDDLE - f32::midpoint(title::height(&lines), below);
    let mut words = Vec::new();
    for line in &lines {
        words.push(title_line(line, top + line.baseline()));
        top += line.height();
    }
    words.extend(byline.map(|byline| byline_text(&byline, top + BYLINE)));
    format!(
        include_str!("card.svg"),
        words = words.concat(),
        left = LEFT
    )
}

fn title_line(line: &Line, baseline: f32) -> String {
    let (size, spacing) = (line.size, line.size * ruler::SPACING);
    let color = if line.is_subtitle {
        "#a23b17"
    } else {
        "#2a1f1a"
    };
    format!(
        r#"<text x="{LEFT}" y="{baseline}" font-family="Newsreader" font-size="{size}" letter-spacing="{spacing}" fill="{color}">{}</text>"#,
        escape(&line.text)
    )
}

fn byline_text(byline: &str, baseline: f32) -> String {
    format!(
        r##"<text x="{LEFT}" y="{baseline}" font-family="Figtree" font-size="{SMALL}" fill="#6a574b">{}</text>"##,
        escape(byline)
    )
}

/// Author and place, as far as they can be written and have room.
fn byline(article: &Document, ruler: &Ruler) -> Option<String> {
    let fits = |text: &String| {
        let width = ruler.width(text, Face::Sans);
        width.is_some_and(|width| width * SMALL <= title::WIDTH)
    };
    let with_place = article
        .place
        .as_ref()
        .map(|place| format!("{} · {place}", article.author));
    with_place
        .filter(fits)
        .or_else(|| Some(article.author.clone()).filter(fits))
}
