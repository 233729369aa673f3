//! [`Piece`]: what the program shows once the reader acts, as a tree of plain data.
//!
//! ```text
//! state --view (pure)--> Vec<Piece> --browser::patch--> the page
//!                            `--to_views--> the finished HTML, where it shows something at first
//! ```
//!
//! What the finished HTML holds is made of Leptos' components and taken over by hydration. What is only built in the
//! browser, such as the reader's plan, would cost 47 kB as sent that way (measured; as pieces about 19): each shape of
//! element has a type of its own, each with the code to build it, and what erases the types (`AnyView`) brings the code to
//! hydrate and to await it, too. As data it is one type, patched into the page by one small function, and tested without a
//! browser.

/// A piece of the page. (Boxed: views pass pieces on all the time, and each move of a larger value is code.)
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece(Box<Node>);

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Words.
    Text(String),
    /// An element.
    Element(Element),
}

/// An element with its attributes and content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its tag, such as `p`.
    pub tag: &'static str,
    /// Its attributes. An `id` also says which element it is when its neighbours come and go.
    pub attributes: Vec<(&'static str, String)>,
    /// What is in it.
    pub content: Vec<Piece>,
}

/// Words.
pub fn text(words: impl Into<String>) -> Piece {
    Piece(Box::new(Node::Text(words.into())))
}

/// An element, written as a selector that would find it: `p.message[role=alert]`. What is known only when the program
/// runs comes by [`Piece::with`].
pub fn element(selector: &'static str, content: Vec<Piece>) -> Piece {
    let mut parts = selector.split('[');
    let mut names = parts.next().unwrap_or_default().split('.');
    let tag = names.next().unwrap_or_default();
    let classes = names.collect::<Vec<_>>().join(" ");
    let mut attributes = Vec::new();
    if !classes.is_empty() {
        attributes.push(("class", classes));
    }
    for attribute in parts {
        let (name, value) = attribute
            .trim_end_matches(']')
            .split_once('=')
            .unwrap_or_default();
        attributes.push((name, value.to_owned()));
    }
    Piece(Box::new(Node::Element(Element {
        tag,
        attributes,
        content,
    })))
}

/// An element around words.
pub fn says(selector: &'static str, words: impl Into<String>) -> Piece {
    element(selector, vec![text(words)])
}

/// A button that looks as `selector` says (`button.quiet`) and says `label`. What it does stands in the page as its value;
/// `name` says who hears that: see [`crate::browser::press::on_button`].
pub fn button(selector: &'static str, label: &str, name: &'static str, value: String) -> Piece {
    says(selector, label)
        .with("type", "button")
        .with("name", name)
        .with("value", value)
}

/// Words that are announced at once when they change: what was refused and why. They stand there, hidden, from the start,
/// because assistive technology announces only what changes in a region that it knows.
pub fn refusal(id: &str, reason: Option<String>) -> Piece {
    let is_silent = reason.is_none();
    says("p.message[role=alert]", reason.unwrap_or_default())
        .with("id", id)
        .with_if("hidden", is_silent)
}

impl Piece {
    /// What it is.
    pub fn node(&self) -> &Node {
        &self.0
    }

    /// With one more attribute.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        if let Node::Element(element) = &mut *self.0 {
            element.attributes.push((name, value.into()));
        }
        self
    }

    /// With one more attribute without a value, such as `disabled`, if `is` says so.
    #[must_use]
    pub fn with_if(self, name: &'static str, is: bool) -> Self {
        if is { self.with(name, "") } else { self }
    }
}

/// A view of them, for the finished HTML. (In the browser nothing calls it, and the linker leaves it out.)
pub fn to_views(pieces: Vec<Piece>) -> Vec<leptos::prelude::AnyView> {
    use leptos::{prelude::IntoAny, tachys::html::InertElement};

    vec![InertElement::new(html(&pieces)).into_any()]
}

/// Them as HTML.
pub fn html(pieces: &[Piece]) -> String {
    let mut html = String::new();
    write_all(pieces, &mut html);
    html
}

/// Elements that have no content and no end (HTML, 13.1.2).
const VOID: [&str; 2] = ["br", "input"];

fn write_all(pieces: &[Piece], html: &mut String) {
    for piece in pieces {
        match piece.node() {
            Node::Text(words) => write_escaped(words, html),
            Node::Element(element) => write_element(element, html),
        }
    }
}

fn write_element(element: &Element, html: &mut String) {
    html.push('<');
    html.push_str(element.tag);
    for (name, value) in &element.attributes {
        html.push(' ');
        html.push_str(name);
        html.push_str("=\"");
        write_escaped(value, html);
        html.push('"');
    }
    html.push('>');
    if !VOID.contains(&element.tag) {
        write_all(&element.content, html);
        html.push_str("</");
        html.push_str(element.tag);
        html.push('>');
    }
}

fn write_escaped(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            _ => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words_in_the_finished_html() {
        let field = element("input[type=text]", Vec::new()).with("value", "\"><script>");
        let mut html = String::new();
        write_all(&[says("p.a.b", "<b> & \"c\""), field], &mut html);
        assert_eq!(
            html,
            "<p class=\"a b\">&lt;b&gt; &amp; &quot;c&quot;</p><input type=\"text\" value=\"&quot;&gt;&lt;script&gt;\">"
        );
    }

    #[test]
    fn a_selector_says_what_an_element_is() {
        let piece =
            element("p.message.plan-news[role=alert][id=reason]", Vec::new()).with("hidden", "");
        let Node::Element(Element {
            tag, attributes, ..
        }) = piece.node()
        else {
            panic!("it is no element");
        };
        assert_eq!(*tag, "p");
        let expected = [
            ("class", "message plan-news"),
            ("role", "alert"),
            ("id", "reason"),
            ("hidden", ""),
        ];
        assert_eq!(
            *attributes,
            expected.map(|(name, value)| (name, value.to_owned()))
        );
    }
}

#[cfg(test)]
pub mod testing {
    //! Looking into pieces as a reader does.

    use super::{Element, Node, Piece};

    /// All their words, a space between two elements'.
    pub fn words(pieces: &[Piece]) -> String {
        let words = pieces.iter().map(|piece| match piece.node() {
            Node::Text(words) => words.clone(),
            Node::Element(Element { content, .. }) => format!(" {} ", words(content)),
        });
        words
            .collect::<String>()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The value of an attribute.
    pub fn attribute<'p>(piece: &'p Piece, name: &str) -> Option<&'p str> {
        let Node::Element(Element { attributes, .. }) = piece.node() else {
            return None;
        };
        let found = attributes.iter().find(|(other, _)| *other == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Every element with this tag, wherever it is.
    pub fn all<'p>(tag: &str, pieces: &'p [Piece]) -> Vec<&'p Piece> {
        let mut found = Vec::new();
        for piece in pieces {
            if let Node::Element(element) = piece.node() {
                if element.tag == tag {
                    found.push(piece);
                }
                found.extend(all(tag, &element.content));
            }
        }
        found
    }
}
