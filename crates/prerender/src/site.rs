//! The whole site, from the folder that Trunk staged to the finished one.

use std::{cmp::Reverse, fs, path::Path};

use document::Document;
use inside_out::Page;

use crate::{
    Address, BuildError, address::FEED, articles::articles, compress::compress_all, feed::feed,
    page::Shell, pictures, policy::with_policy, program::shrink_all, share_image::share_image,
    sitemap,
};

/// What to build.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// The folder with the articles and their pictures.
    pub articles: &'a Path,
    /// The folder that Trunk staged; the site is written into it.
    pub staged: &'a Path,
    /// Where the site will be.
    pub address: &'a Address,
    /// Whether the site's server keeps the comments; else each reader's device does.
    pub has_server: bool,
    /// Whether readers will get it: with its policy, share images and compressed copies. In development Trunk alters
    /// the page while it serves it, which the policy would forbid.
    pub release: bool,
}

/// A file of the site: its path below the site's folder, and its content.
type File = (String, Vec<u8>);

impl Site<'_> {
    /// Writes each article's page to `/<slug>/`, and to `/` the list of them, or the article where it is the only one;
    /// and what tells others of them.
    ///
    /// # Errors
    /// [`BuildError`]; nothing has been written over yet if an article has a mistake.
    pub fn finish(self) -> Result<(), BuildError> {
        let mut articles = articles(self.articles)?;
        articles.sort_by_key(|article| Reverse(article.published));
        let mut files = self.pages(&articles)?;
        files.extend(self.notices(&articles)?);

        pictures::ship(self.articles, &self.staged.join("articles"))?;
        for (path, content) in files {
            let path = self.staged.join(path);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).map_err(BuildError::at(folder))?;
            }
            fs::write(&path, content).map_err(BuildError::at(&path))?;
        }
        if self.release {
            shrink_all(self.staged)?;
            compress_all(self.staged)
        } else {
            Ok(())
        }
    }

    /// The pages, with their share images.
    fn pages(&self, articles: &[Document]) -> Result<Vec<File>, BuildError> {
        let path = self.staged.join("index.html");
        let html = fs::read_to_string(&path).map_err(BuildError::at(&path))?;
        let shell = Shell {
            html: &html,
            address: self.address,
            has_images: self.has_images(),
            has_server: self.has_server,
        };
        let finished = |page: Page| {
            let page = shell.filled(page)?;
            if self.release {
                with_policy(&page)
            } else {
                Ok(page)
            }
        };

        let mut files = Vec::new();
        for article in articles {
            let page = finished(Page::Article(Box::new(article.clone())))?;
            files.push((format!("{}/index.html", article.slug), page.into_bytes()));
            if self.has_images() {
                files.push((format!("{}.png", article.slug), share_image(article)?));
            }
        }
        let first = match (articles, files.first()) {
            ([], _) | (_, None) => {
                return Err(BuildError::NoArticle {
                    folder: self.articles.display().to_string(),
                });
            }
            ([_], Some((_, only))) => only.clone(),
            (several, _) => finished(Page::List(several.to_vec()))?.into_bytes(),
        };
        files.push(("index.html".to_owned(), first));
        Ok(files)
    }

    /// What is there for search engines and for those who follow the site.
    fn notices(&self, articles: &[Document]) -> Result<Vec<File>, BuildError> {
        let notices = [
            (FEED, feed(articles, self.address)?),
            (sitemap::SITEMAP, sitemap::sitemap(articles, self.address)?),
            ("robots.txt", sitemap::robots(self.address)),
        ];
        Ok(notices
            .into_iter()
            .filter_map(|(path, text)| Some((path.to_owned(), text?.into_bytes())))
            .collect())
    }

    /// Previews ask for an image by its absolute address; drawing takes too long for development.
    fn has_images(&self) -> bool {
        self.release && self.address.is_known()
    }
}
