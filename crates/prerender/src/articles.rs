//! Finds and parses the articles.

use std::{
    fs,
    path::{Path, PathBuf},
};

use document::{Document, Slug};

use crate::BuildError;

/// The articles in `folder`, each `<slug>.md`, in the order of their names.
///
/// # Errors
/// The first mistake in an article, with file, line, column and mend; or a file that cannot be read.
pub fn articles(folder: &Path) -> Result<Vec<Document>, BuildError> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect())
        .map_err(BuildError::at(folder))?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    files.iter().map(|file| article(file)).collect()
}

fn article(file: &Path) -> Result<Document, BuildError> {
    let name = file
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    let slug: Slug = name.parse().map_err(|error| {
        BuildError::Article(format!(
            "{}: the file's name is the article's address: {error}",
            file.display()
        ))
    })?;
    let bytes = fs::read(file).map_err(BuildError::at(file))?;
    let is_picture = |path: &str| file.with_file_name(path).is_file();
    document::parse_file(slug, &bytes, &is_picture)
        .map_err(|error| BuildError::Article(error.in_file(file.display()).to_string()))
}
