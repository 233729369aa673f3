//! The articles' own files: the pictures that they show.

use std::{ffi::OsStr, fs, path::Path};

use crate::{BuildError, compress::files};

/// Makes `shipped` hold the files below `articles` and nothing else, but for Markdown, of which the pages are made, and
/// files that an editor or a system hides.
///
/// # Errors
/// [`BuildError::File`].
pub fn ship(articles: &Path, shipped: &Path) -> Result<(), BuildError> {
    if shipped.exists() {
        fs::remove_dir_all(shipped).map_err(BuildError::at(shipped))?;
    }
    for file in files(articles)? {
        let Ok(path) = file.strip_prefix(articles) else {
            continue;
        };
        let is_hidden = path
            .iter()
            .any(|name| name.as_encoded_bytes().starts_with(b"."));
        if is_hidden || path.extension() == Some(OsStr::new("md")) {
            continue;
        }
        let copy = shipped.join(path);
        if let Some(folder) = copy.parent() {
            fs::create_dir_all(folder).map_err(BuildError::at(folder))?;
        }
        fs::copy(&file, &copy).map_err(BuildError::at(&file))?;
    }
    Ok(())
}
