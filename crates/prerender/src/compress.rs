//! Compressed copies beside the files, for hosts that serve them.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

use crate::BuildError;

/// Kinds of files that shrink. Fonts (`woff2`) are compressed already.
const TEXT_LIKE: [&str; 9] = [
    "atom", "css", "html", "js", "json", "svg", "txt", "wasm", "xml",
];

/// Writes `<file>.br` and `<file>.gz` beside every file below `folder` of those kinds.
///
/// # Errors
/// [`BuildError::File`].
pub fn compress_all(folder: &Path) -> Result<(), BuildError> {
    for file in files(folder)? {
        if file
            .extension()
            .is_some_and(|extension| TEXT_LIKE.iter().any(|kind| extension == *kind))
        {
            let content = fs::read(&file).map_err(BuildError::at(&file))?;
            for (suffix, copy) in [("br", brotli(&content)), ("gz", gzip(&content))] {
                let path = PathBuf::from(format!("{}.{suffix}", file.display()));
                let copy = copy.map_err(BuildError::at(&path))?;
                fs::write(&path, copy).map_err(BuildError::at(&path))?;
            }
        }
    }
    Ok(())
}

/// Every file below `folder`.
///
/// # Errors
/// [`BuildError::File`].
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, BuildError> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(BuildError::at(&folder))? {
            let path = entry.map_err(BuildError::at(&folder))?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// `content` by brotli at its best (quality 11, the largest window).
///
/// # Errors
/// Never: it writes to memory.
pub fn brotli(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let params = BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: content.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*content, &mut compressed, &params)?;
    Ok(compressed)
}

fn gzip(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    encoder.finish()
}
