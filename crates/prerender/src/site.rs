//! The whole site, from the folder that Trunk staged to the finished one.

use std::{fs, path::Path};

use document::Document;

use crate::{
    BuildError, articles::articles, compress::compress_all, page::page, policy::with_policy,
};

/// What to build.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// The folder with the articles.
    pub articles: &'a Path,
    /// The folder that Trunk staged; the pages are written into it.
    pub staged: &'a Path,
    /// The address of the site's folder; begins and ends with `/`.
    pub base: &'a str,
    /// Whether readers will get it: with its policy and compressed copies. In development Trunk alters the page while
    /// it serves it, which the policy would forbid.
    pub release: bool,
}

impl Site<'_> {
    /// Writes the article's page to `/` and to `/<slug>/`.
    ///
    /// # Errors
    /// [`BuildError`]; nothing has been written over yet if an article has a mistake.
    pub fn finish(self) -> Result<(), BuildError> {
        let article = self.only_article()?;
        let shell_path = self.staged.join("index.html");
        let shell = fs::read_to_string(&shell_path).map_err(BuildError::at(&shell_path))?;
        let slug = article.slug.clone();
        let page = page(&shell, article, self.base)?;
        let page = if self.release {
            with_policy(&page)?
        } else {
            page
        };

        let folder = self.staged.join(slug.as_str());
        fs::create_dir_all(&folder).map_err(BuildError::at(&folder))?;
        for path in [shell_path, folder.join("index.html")] {
            fs::write(&path, &page).map_err(BuildError::at(&path))?;
        }
        if self.release {
            compress_all(self.staged)
        } else {
            Ok(())
        }
    }

    fn only_article(&self) -> Result<Document, BuildError> {
        let mut articles = articles(self.articles)?;
        match (articles.len(), articles.pop()) {
            (1, Some(article)) => Ok(article),
            (count, _) => Err(BuildError::NotOneArticle {
                folder: self.articles.display().to_string(),
                count,
            }),
        }
    }
}
