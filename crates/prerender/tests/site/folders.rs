//! A staged folder and a folder with articles, for a test.

use std::{fs, path::Path};

use prerender::{Address, BuildError, site::Site};
use tempfile::TempDir;

pub(crate) const SHELL: &str = "<!doctype html><html lang=\"en\"><meta charset=utf-8><style>a{src:url(/fonts/a.woff2)}</style>\
    <style>b{}</style><body><div id=app></div><script type=module>1</script>";

pub(crate) const ARTICLE: &str = "---\ntitle: A & B\ndescription: Two letters\nauthor: Ann\nplace: Seoul\npublished: \
    2024-02-13\n---\n\nIntro with \\</script> in it.\n\n## One\n\nText.\n";

pub(crate) struct Folders {
    staged: TempDir,
    articles: TempDir,
}

impl Folders {
    /// The shell, and articles by their slugs.
    pub(crate) fn with(articles: &[(&str, &str)]) -> Self {
        let folders = Self {
            staged: tempfile::tempdir().expect("a folder"),
            articles: tempfile::tempdir().expect("a folder"),
        };
        folders.stage("index.html", SHELL);
        for (slug, article) in articles {
            folders.write(&format!("{slug}.md"), article);
        }
        folders
    }

    /// Puts a file where Trunk would have put it.
    pub(crate) fn stage(&self, path: &str, content: &str) {
        put(self.staged.path(), path, content);
    }

    /// Puts a file beside the articles.
    pub(crate) fn write(&self, path: &str, content: &str) {
        put(self.articles.path(), path, content);
    }

    /// Finishes the release site. An empty `origin` is not known.
    pub(crate) fn finish(&self, base: &str, origin: &str) -> Result<(), BuildError> {
        Site {
            has_server: false,
            articles: self.articles.path(),
            staged: self.staged.path(),
            address: &Address::new(base, origin)?,
            release: true,
        }
        .finish()
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.staged.path().join(path).exists()
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.staged.path().join(path)).expect(path)
    }

    pub(crate) fn bytes(&self, path: &str) -> Vec<u8> {
        fs::read(self.staged.path().join(path)).expect(path)
    }

    pub(crate) fn staged(&self) -> &Path {
        self.staged.path()
    }

    pub(crate) fn articles(&self) -> &Path {
        self.articles.path()
    }
}

fn put(folder: &Path, path: &str, content: &str) {
    let path = folder.join(path);
    let folder = path.parent().expect("a folder");
    fs::create_dir_all(folder).expect("a folder");
    fs::write(path, content).expect("written");
}
