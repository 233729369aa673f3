//! SVG -> the shapes that a page may hold.
//!
//! What is not known to be harmless is refused, with its place in the SVG.

use roxmltree::{Document, Node, NodeType, ParsingOptions};

use super::{MAX_DEPTH, mistakes::is_forbidden, svg_values};
use crate::{
    Position, Shape, Slug,
    drawing::{ATTRIBUTES, ELEMENTS},
    error::{DrawingProblem, Refused},
};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Reads one SVG.
pub(super) struct Reader<'a> {
    src: &'a str,
    /// The drawing's id.
    id: &'a Slug,
    /// How many elements there are around it, those of the article included: it all is one tree.
    depth: usize,
    /// The parts found: the id of each and of the entry that it is bound to.
    pub(super) parts: Vec<(Slug, Slug)>,
    is_in_part: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(src: &'a str, id: &'a Slug, depth: usize) -> Self {
        Self {
            src,
            id,
            depth,
            parts: Vec::new(),
            is_in_part: false,
        }
    }

    /// The `viewBox` and the shapes of a file.
    ///
    /// # Errors
    /// The first thing in it that a page cannot take.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<(String, Vec<Shape>), DrawingProblem> {
        let text = str::from_utf8(bytes).map_err(|_| self.unreadable("it is not UTF-8"))?;
        // A doctype can define entities and load files: the option's default refuses it.
        let options = ParsingOptions::default();
        let xml = Document::parse_with_options(text, options)
            .map_err(|error| self.unreadable(&error.to_string()))?;
        let root = xml.root_element();
        if !is_svg(root) || root.tag_name().name() != "svg" {
            return Err(self.unreadable("its root is not `svg`"));
        }
        if let Some(node) = xml.root().children().find(Node::is_pi) {
            return Err(self.refused(node, Refused::Instruction));
        }
        let view_box = self.view_box(root)?;
        let content = self.content(root)?;
        Ok((view_box, content))
    }

    fn view_box(&self, root: Node) -> Result<String, DrawingProblem> {
        for attribute in root.attributes() {
            let name = attribute.name();
            let is_known = matches!(name, "viewBox" | "role" | "width" | "height")
                || name.starts_with("aria-");
            if !is_known || attribute.namespace().is_some() {
                return Err(self.refused_attribute(root, attribute));
            }
        }
        let given = root.attribute("viewBox").unwrap_or_default();
        svg_values::view_box(given)
            .ok_or_else(|| self.unreadable("its root has no `viewBox` of four numbers"))
    }

    /// The shapes in an element. `title` and `desc` of the root say for other programs what the Markdown says here.
    fn content(&mut self, parent: Node) -> Result<Vec<Shape>, DrawingProblem> {
        if self.depth >= MAX_DEPTH {
            return Err(self.refused(parent, Refused::Depth));
        }
        self.depth += 1;
        let mut shapes = Vec::new();
        for node in parent.children() {
            match node.node_type() {
                NodeType::Comment => {}
                NodeType::Text => shapes.extend(self.text(parent, node)?),
                NodeType::Element if is_about(node) && is_root(parent) => {}
                NodeType::Element => shapes.push(self.element(node)?),
                NodeType::PI | NodeType::Root => {
                    return Err(self.refused(node, Refused::Instruction));
                }
            }
        }
        self.depth -= 1;
        Ok(shapes)
    }

    fn text(&self, parent: Node, node: Node) -> Result<Option<Shape>, DrawingProblem> {
        let words = node.text().unwrap_or_default();
        if let Some(character) = words.chars().find(|&c| is_forbidden(c)) {
            return Err(self.refused(node, Refused::ControlCharacter(character)));
        }
        if matches!(parent.tag_name().name(), "text" | "tspan") {
            return Ok(Some(Shape::Text(words.to_owned())));
        }
        if words.trim().is_empty() {
            return Ok(None);
        }
        Err(self.refused(node, Refused::Words))
    }

    fn element(&mut self, node: Node) -> Result<Shape, DrawingProblem> {
        let name = node.tag_name().name();
        if !is_svg(node) || !ELEMENTS.contains(&name) {
            return Err(self.refused(node, Refused::Element(name.to_owned())));
        }
        if name == "g"
            && let Some(entry) = node.attribute("data-for")
        {
            return self.part(node, entry);
        }
        let mut attributes = Vec::new();
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            if attribute.namespace().is_some() || !ATTRIBUTES.contains(&name) {
                return Err(self.refused_attribute(node, attribute));
            }
            if !svg_values::is_plain(value) {
                let at = attribute.range_value().start;
                return Err(self.refused_at(node, at, Refused::Value(value.to_owned())));
            }
            attributes.push((name.to_owned(), value.to_owned()));
        }
        Ok(Shape::Element {
            name: name.to_owned(),
            attributes,
            content: self.content(node)?,
        })
    }

    /// Its term is filled in once every entry of the article is known.
    fn part(&mut self, node: Node, entry: &str) -> Result<Shape, DrawingProblem> {
        if self.is_in_part {
            return Err(self.refused(node, Refused::PartInPart));
        }
        if let Some(other) = node.attributes().find(|a| a.name() != "data-for") {
            return Err(self.refused_attribute(node, other));
        }
        let Ok(entry) = entry.parse::<Slug>() else {
            return Err(DrawingProblem::UnknownEntry {
                src: self.src.to_owned(),
                entry: entry.to_owned(),
            });
        };
        let id = Slug::joined(&[self.id.as_str(), entry.as_str()]);
        self.parts.push((id.clone(), entry.clone()));
        self.is_in_part = true;
        let content = self.content(node)?;
        self.is_in_part = false;
        Ok(Shape::Part {
            id,
            entry,
            term: String::new(),
            content,
        })
    }

    fn unreadable(&self, reason: &str) -> DrawingProblem {
        DrawingProblem::Unreadable {
            src: self.src.to_owned(),
            reason: reason.to_owned(),
        }
    }

    fn refused(&self, node: Node, what: Refused) -> DrawingProblem {
        self.refused_at(node, node.range().start, what)
    }

    fn refused_attribute(&self, node: Node, attribute: roxmltree::Attribute) -> DrawingProblem {
        let what = Refused::Attribute(attribute.name().to_owned());
        self.refused_at(node, attribute.range().start, what)
    }

    fn refused_at(&self, node: Node, at: usize, what: Refused) -> DrawingProblem {
        DrawingProblem::Refused {
            src: self.src.to_owned(),
            what,
            at: Position::of(node.document().input_text(), at),
        }
    }
}

fn is_svg(node: Node) -> bool {
    node.tag_name().namespace().is_none_or(|name| name == SVG)
}

fn is_root(node: Node) -> bool {
    node.parent().is_some_and(|parent| parent.is_root())
}

/// Whether an element says what the drawing shows.
fn is_about(node: Node) -> bool {
    is_svg(node) && matches!(node.tag_name().name(), "title" | "desc")
}
