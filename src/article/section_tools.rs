//! The quiet line below a section's heading.

use document::{Section, minutes};

use crate::{
    browser::page::heading_id,
    piece::{Piece, element, says},
    reader::player,
};

/// How long the section takes to read, its own link, and the voice where there is one. `index` says which section of the
/// article it is, counted from 0.
pub fn section_tools(index: usize, section: &Section) -> Piece {
    let id = &section.id;
    let heading = heading_id(id);
    let (link, listen) = (format!("{id}--link"), format!("{id}--listen"));
    let words = section.words();
    let mut tools = vec![
        says("a.anchor", "Link")
            .with("id", &link)
            .with("href", format!("#{id}"))
            .with("aria-labelledby", format!("{link} {heading}")),
    ];
    // There is nothing to read in what is only for looking up.
    if words > 0 {
        tools.insert(0, says("span", format!("{} min", minutes(words))));
        tools.push(
            player::listen("button.listen", index.to_string())
                .with("id", &listen)
                .with("aria-labelledby", format!("{listen} {heading}")),
        );
    }
    element("p.section-tools", tools)
}
