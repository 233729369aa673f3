//! Figures: a paragraph that begins with a picture.

use std::path::Path;

use super::{bindings::PartFound, drawing, inlines, reader::Reader};
use crate::{
    Block, Drawing, Image, Inline, Picture, Slug,
    error::{DrawingProblem, IdOf},
};

/// The run of text that comes next: a figure with its caption where it begins with a picture, else a paragraph.
/// `None` where there is no text.
pub(super) fn paragraph(reader: &mut Reader) -> Option<Block> {
    let at = reader.place();
    let mut content = inlines::run(reader);
    if let Some(Inline::Image(_)) = content.first()
        && let Inline::Image(image) = content.remove(0)
    {
        trim_start(&mut content);
        let drawing = is_svg(&image.src).then(|| drawing(reader, &image, at));
        let picture = match drawing.flatten() {
            Some(drawing) => Picture::Drawing(drawing),
            None => Picture::File(image),
        };
        let caption = content;
        return Some(Block::Figure { picture, caption });
    }
    (!content.is_empty()).then_some(Block::Paragraph(content))
}

/// The width and height in pixels of a picture that has such, which a drawing has not.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(bytes).ok()?;
    Some((size.width.try_into().ok()?, size.height.try_into().ok()?))
}

/// What parts the caption from the picture goes.
fn trim_start(caption: &mut Vec<Inline>) {
    while let Some(first) = caption.first_mut() {
        match first {
            Inline::Break => {}
            Inline::Text(words) => {
                *words = words.trim_start().to_owned();
                if !words.is_empty() {
                    return;
                }
            }
            _ => return,
        }
        caption.remove(0);
    }
}

fn is_svg(src: &str) -> bool {
    let extension = Path::new(src).extension();
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case("svg"))
}

/// The drawing in an SVG. `None` where something is wrong with it, which is then noted at the picture's place.
fn drawing(reader: &mut Reader, image: &Image, at: usize) -> Option<Drawing> {
    // A path that was refused is not asked for.
    super::links::picture(&image.src).ok()?;
    let bytes = reader.library.picture(&image.src)?;
    match read(image, &bytes, reader.depth()) {
        Ok((drawing, parts)) => {
            let findings = &mut reader.findings;
            findings.note_id(at, &drawing.id, IdOf::Drawing);
            for (id, entry) in parts {
                let src = image.src.clone();
                reader.parts.push(PartFound { at, src, id, entry });
            }
            Some(drawing)
        }
        Err(problem) => {
            reader.note(at, problem.into());
            None
        }
    }
}

/// The drawing, and its parts: the id of each and of the entry that it is bound to.
fn read(
    image: &Image,
    bytes: &[u8],
    depth: usize,
) -> Result<(Drawing, Vec<(Slug, Slug)>), DrawingProblem> {
    let src = image.src.clone();
    let stem = Path::new(&src).file_stem().unwrap_or_default();
    let Ok(name) = Slug::of_title(&stem.to_string_lossy()) else {
        return Err(DrawingProblem::NoIdInName { src });
    };
    if image.alt.trim().is_empty() {
        return Err(DrawingProblem::WithoutDescription { src });
    }
    let id = Slug::joined(&[name.as_str(), "figure"]);
    let mut svg = drawing::Reader::new(&src, &id, depth);
    let (view_box, content) = svg.read(bytes)?;
    let parts = svg.parts;
    let alt = image.alt.clone();
    let drawing = Drawing {
        id,
        alt,
        view_box,
        content,
    };
    Ok((drawing, parts))
}
