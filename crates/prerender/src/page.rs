//! An article, or the list of them, in the shell.

use std::cell::Cell;

use document::Document;
use inside_out::{Page, PageState};
use lol_html::{RewriteStrSettings, element, html_content::ContentType, rewrite_str};

use crate::{
    Address, BuildError, head::head, html::data_block, lighting::lighting,
    structured_data::structured_data,
};

/// The page that Trunk built, with nothing in it, and what holds for every page that it becomes.
#[derive(Clone, Copy, Debug)]
pub struct Shell<'a> {
    /// The text of Trunk's `index.html`.
    pub html: &'a str,
    /// Where the site will be.
    pub address: &'a Address,
    /// Whether there are share images.
    pub has_images: bool,
    /// Whether the site's server keeps the comments.
    pub has_server: bool,
}

impl Shell<'_> {
    /// The finished page: the shell with the page's metadata, its content in `#app`, and its data behind that.
    ///
    /// # Errors
    /// Where the shell lacks `<html>`, `<meta charset>`, a `<style>` or `#app`.
    pub fn filled(self, page: Page) -> Result<String, BuildError> {
        let found = [const { Cell::new(false) }; 3];
        let [has_html, has_charset, has_app] = &found;
        let head = head(&page, self.address, self.has_images);
        let root = page.article().map(|article| self.root_attributes(&article));
        let shell = self.with_lighting(&page)?;
        let data = self.data(&page)?;
        let content = inside_out::render(page, self.address.base(), self.has_server);
        let settings = RewriteStrSettings::new()
            .append_element_content_handler(element!("html", |html| {
                has_html.set(true);
                for (name, value) in root.iter().flatten() {
                    html.set_attribute(name, value)?;
                }
                Ok(())
            }))
            .append_element_content_handler(element!("meta[charset]", |charset| {
                has_charset.set(true);
                charset.after(&head, ContentType::Html);
                Ok(())
            }))
            .append_element_content_handler(element!("#app", |app| {
                has_app.set(true);
                app.set_inner_content(&content, ContentType::Html);
                app.after(&data, ContentType::Html);
                Ok(())
            }));
        let filled = rewrite_str(&shell, settings)?;
        let names = ["<html>", "<meta charset>", "element with the id `app`"];
        match found.iter().position(|found| !found.get()) {
            Some(missing) => Err(BuildError::Shell(names[missing])),
            None => Ok(filled),
        }
    }

    /// The shell, its styles followed by the page's own, in one element: the policy names each by a hash, which hardly
    /// compresses. Addresses in them start at the site's folder, wherever that is.
    fn with_lighting(self, page: &Page) -> Result<String, BuildError> {
        const END: &str = "</style>";
        let mut shell = self
            .html
            .replace("url(/", &format!("url({}", self.address.base()))
            .replace("</style><style>", "");
        let last = shell.rfind(END).ok_or(BuildError::Shell("<style>"))?;
        if let Some(rules) = page.article().as_ref().and_then(lighting) {
            shell.insert_str(last, &rules);
        }
        Ok(shell)
    }

    /// What programs read, behind what the first paint needs.
    fn data(self, page: &Page) -> Result<String, BuildError> {
        let state_type = format!(r#"type="application/json" id="{}""#, PageState::ELEMENT_ID);
        let about = structured_data(page, self.address, self.has_images);
        Ok(data_block(&state_type, &page.state())?
            + &data_block(r#"type="application/ld+json""#, &about)?)
    }

    /// What a script must know before the first paint: which article it is, which sections start closed, and where the
    /// server is that keeps the comments.
    fn root_attributes(&self, article: &Document) -> Vec<(&'static str, String)> {
        let sections = article.sections.iter().filter(|section| section.closed);
        let closed: Vec<&str> = sections.map(|section| section.id.as_str()).collect();
        let mut attributes = vec![("data-article", article.slug.to_string())];
        if !closed.is_empty() {
            attributes.push(("data-closed", closed.join(" ")));
        }
        if self.has_server {
            attributes.push(("data-comments", format!("{}api/v1", self.address.base())));
        }
        attributes
    }
}
