//! How wide words are, and whether there are letters for them.

use std::{cell::RefCell, collections::HashMap};

use quick_xml::escape::escape;
use resvg::usvg::{Group, Node, Options, Tree, fontdb::Database};

/// The space between the title's letters, in em: large letters stand closer.
pub(super) const SPACING: f32 = -0.018;

/// The size that words are measured at, in pixels.
const SIZE: f32 = 100.0;

/// The faces of the picture. Both are instances of the page's own fonts (see `fonts/README.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Face {
    /// Newsreader, for the title, with its [`SPACING`].
    Serif,
    /// Figtree, for all that is small.
    Sans,
}

/// Measures words by setting them, so that kerning counts.
pub(super) struct Ruler {
    options: Options<'static>,
    measured: RefCell<HashMap<(Face, String), Option<f32>>>,
}

impl Ruler {
    pub(super) fn new() -> Self {
        let mut fonts = Database::new();
        for font in [
            include_bytes!("../../fonts/newsreader-display-500.ttf").as_slice(),
            include_bytes!("../../fonts/figtree-600.ttf"),
        ] {
            fonts.load_font_data(font.to_vec());
        }
        Self {
            options: Options {
                fontdb: fonts.into(),
                ..Options::default()
            },
            measured: RefCell::default(),
        }
    }

    /// What the picture is set with.
    pub(super) fn options(&self) -> &Options<'static> {
        &self.options
    }

    /// The width of `text` in em, on one line; none where a letter is missing.
    pub(super) fn width(&self, text: &str, face: Face) -> Option<f32> {
        let key = (face, text.to_owned());
        if let Some(width) = self.measured.borrow().get(&key) {
            return *width;
        }
        let width = self.measure(text, face);
        self.measured.borrow_mut().insert(key, width);
        width
    }

    fn measure(&self, text: &str, face: Face) -> Option<f32> {
        let (family, spacing) = match face {
            Face::Serif => ("Newsreader", SPACING * SIZE),
            Face::Sans => ("Figtree", 0.0),
        };
        let svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text font-family="{family}" font-size="{SIZE}" letter-spacing="{spacing}">{}</text></svg>"#,
            escape(text)
        );
        let tree = Tree::from_str(&svg, &self.options).ok()?;
        set_width(tree.root()).map(|width| width / SIZE)
    }
}

/// The width of the one text in `group`, where each of its glyphs is one.
fn set_width(group: &Group) -> Option<f32> {
    group.children().iter().find_map(|node| match node {
        Node::Group(group) => set_width(group),
        Node::Text(text) => {
            let mut glyphs = text
                .layouted()
                .iter()
                .flat_map(|span| &span.positioned_glyphs);
            let is_covered = glyphs.all(|glyph| glyph.id.0 != 0);
            is_covered.then(|| text.bounding_box().width())
        }
        Node::Path(_) | Node::Image(_) => None,
    })
}
