//! Parts of drawings and entries of lists that are bound to each other.

use std::collections::HashMap;

use super::{findings::Findings, walk};
use crate::{
    Block, Entry, Picture, Section, Shape, Slug,
    error::{DrawingProblem, IdOf},
};

/// A part of a drawing, to be bound once every entry is known.
pub(super) struct PartFound {
    /// Where the Markdown shows the drawing.
    pub(super) at: usize,
    /// The drawing's path as written.
    pub(super) src: String,
    pub(super) id: Slug,
    /// The entry that it is for.
    pub(super) entry: Slug,
}

/// Tells each entry its part and each part its entry's term.
pub(super) fn bind(
    intro: &mut [Block],
    sections: &mut [Section],
    parts: Vec<PartFound>,
    findings: &mut Findings,
) {
    if parts.is_empty() {
        return;
    }
    let mut part_of: HashMap<Slug, (Slug, usize)> = HashMap::new();
    for PartFound { at, src, id, entry } in &parts {
        let first = part_of.insert(entry.clone(), (id.clone(), *at));
        match first {
            None => findings.note_id(*at, id, IdOf::Drawing),
            // The drawing is shown twice, and its own id tells.
            Some((first, first_at)) if first == *id && first_at != *at => {}
            Some(_) => {
                let (src, entry) = (src.clone(), entry.to_string());
                let problem = DrawingProblem::RepeatedPart { src, entry };
                findings.mistakes.note(*at, problem.into());
            }
        }
    }

    let mut terms: HashMap<Slug, String> = HashMap::new();
    let mut bind = |entry: &mut Entry| {
        entry.part = part_of.get(&entry.id).map(|(id, _)| id.clone());
        terms.insert(entry.id.clone(), entry.term.clone());
    };
    each(intro, sections, &mut |block| match block {
        Block::Terms(entries) => entries.iter_mut().for_each(&mut bind),
        Block::Tips(tips) => tips.iter_mut().for_each(|tip| bind(&mut tip.entry)),
        _ => {}
    });
    each(intro, sections, &mut |block| {
        if let Block::Figure {
            picture: Picture::Drawing(drawing),
            ..
        } = block
        {
            name_parts(&mut drawing.content, &terms);
        }
    });
    for PartFound { at, src, entry, .. } in parts {
        if !terms.contains_key(&entry) {
            let entry = entry.to_string();
            let problem = DrawingProblem::UnknownEntry { src, entry };
            findings.missing.note(at, problem.into());
        }
    }
}

fn each(intro: &mut [Block], sections: &mut [Section], see: &mut dyn FnMut(&mut Block)) {
    walk::each(intro, see);
    for section in sections {
        walk::each(&mut section.body, see);
    }
}

fn name_parts(shapes: &mut [Shape], terms: &HashMap<Slug, String>) {
    for shape in shapes {
        match shape {
            Shape::Part { entry, term, .. } => {
                *term = terms.get(entry).cloned().unwrap_or_default();
            }
            Shape::Element { content, .. } => name_parts(content, terms),
            Shape::Text(_) => {}
        }
    }
}
