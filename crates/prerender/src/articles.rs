//! Finds and parses the articles.

use std::{
    fs,
    path::{Component, Path, PathBuf},
};

use document::{Document, Library, Slug};

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
    let slugs: Vec<String> = files.iter().map(|file| stem(file)).collect();
    let library = Folder { folder, slugs };
    files.iter().map(|file| article(file, &library)).collect()
}

fn article(file: &Path, library: &Folder) -> Result<Document, BuildError> {
    let slug: Slug = stem(file).parse().map_err(|error| {
        BuildError::Article(format!(
            "{}: the file's name is the article's address: {error}",
            file.display()
        ))
    })?;
    let bytes = fs::read(file).map_err(BuildError::at(file))?;
    document::parse_file(slug, &bytes, library)
        .map_err(|error| BuildError::Article(error.in_file(file.display()).to_string()))
}

fn stem(file: &Path) -> String {
    file.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// What the articles can show and lead to.
struct Folder<'a> {
    folder: &'a Path,
    /// The articles' names.
    slugs: Vec<String>,
}

impl Library for Folder<'_> {
    fn picture(&self, path: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(path)).ok()
    }

    /// The site's first page, an article by its address (not by its file), or another file beside or below them, which
    /// is published under `articles/`.
    fn has_page(&self, path: &str) -> bool {
        let path = path.strip_prefix("./").unwrap_or(path);
        let slug = path.strip_suffix('/').unwrap_or(path);
        let is_file = |file: &Path| {
            let is_below = file
                .components()
                .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
            let is_article = file.extension().is_some_and(|extension| extension == "md");
            is_below && !is_article && self.folder.join(file).is_file()
        };
        matches!(path, "" | ".")
            || self.slugs.iter().any(|article| article == slug)
            || path
                .strip_prefix("articles/")
                .is_some_and(|file| is_file(Path::new(file)))
    }
}
