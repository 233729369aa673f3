//! [`Reader`]: who reads. Opens pages, and asks them; taps and types in [`crate::hands`].

use std::{
    cell::{Cell, RefCell},
    path::Path,
    time::Instant,
};

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{By, WebDriver};

use crate::{
    browser::Browser,
    console,
    device::Device,
    pages::ArticlePage,
    session::Session,
    site::{Base, Site},
    wait::until,
};

/// A reader with a browser of their own, in which nothing was ever read.
#[derive(Debug)]
pub struct Reader {
    session: Session,
    /// What pages that are left have said.
    heard: RefCell<Vec<String>>,
    /// What may be said in this story: it breaks something.
    expected: RefCell<Vec<&'static str>>,
    /// Where and when the reader has tapped last.
    pub(crate) tapped: Cell<Option<(f64, f64, Instant)>>,
}

impl Reader {
    pub(crate) fn new(session: Session) -> Self {
        Self {
            session,
            heard: RefCell::default(),
            expected: RefCell::default(),
            tapped: Cell::default(),
        }
    }

    /// Serves the site built for `base`, for this reader alone.
    ///
    /// # Errors
    /// Where it is not built.
    pub async fn site(&self, base: Base) -> Result<Site> {
        Site::start(base, console::ear(self.session.browser)).await
    }

    /// Another reader, with a browser of the same kind and a device of their own. Their browser ends with them; what it says
    /// is not looked at.
    ///
    /// # Errors
    /// Where it does not start.
    pub async fn companion(&self) -> Result<Self> {
        let session = Session::start(self.session.browser, Device::default()).await?;
        Ok(Self::new(session))
    }

    /// Which browser it is.
    pub fn browser(&self) -> Browser {
        self.session.browser
    }

    /// The browser's remote control.
    pub fn driver(&self) -> &WebDriver {
        &self.session.driver
    }

    /// A folder for files of the story, which goes with the browser.
    pub(crate) fn folder(&self) -> &Path {
        self.session.folder()
    }

    /// Opens a page and waits until its program runs.
    ///
    /// # Errors
    /// Where it does not start in time.
    pub async fn open(&self, address: &str) -> Result<ArticlePage<'_>> {
        let page = self.look_at(address).await?;
        page.wait_for_program("running").await?;
        Ok(page)
    }

    /// Opens a page, whatever becomes of its program.
    ///
    /// # Errors
    /// Where there is no answer.
    pub async fn look_at(&self, address: &str) -> Result<ArticlePage<'_>> {
        self.leave_page().await?;
        self.driver()
            .goto(address)
            .await
            .with_context(|| address.to_owned())?;
        Ok(ArticlePage::of(self))
    }

    /// Opens a page `width` CSS pixels wide and waits until its program runs. Where the browser's window cannot be so
    /// narrow, the page is shown in a frame.
    ///
    /// # Errors
    /// Where it does not start in time.
    pub async fn open_wide(&self, width: u32, site: &Site, path: &str) -> Result<ArticlePage<'_>> {
        self.driver().set_window_rect(0, 0, width, 900).await?;
        let least: u32 = self.js("return innerWidth", []).await?;
        if least <= width {
            return self.open(&site.address(path)).await;
        }
        self.look_at(&site.address(&format!("/a-frame-of-width/{width}?{path}")))
            .await?;
        // WebKit's driver is lost in a frame whose page changes.
        self.until_js(
            "the framed page's program runs",
            "return document.querySelector('iframe').contentDocument?.documentElement?.dataset.program === 'running'",
        )
        .await?;
        self.driver()
            .find(By::Tag("iframe"))
            .await?
            .enter_frame()
            .await?;
        // Keys go to it from now on.
        self.js::<()>("window.focus()", []).await?;
        Ok(ArticlePage::of(self))
    }

    /// Loads the page again, whatever becomes of its program.
    ///
    /// # Errors
    /// Where there is no answer.
    pub async fn reload(&self) -> Result<()> {
        self.leave_page().await?;
        Ok(self.driver().refresh().await?)
    }

    /// Goes back, as by the browser's button.
    ///
    /// # Errors
    /// Where the browser does not.
    pub async fn go_back(&self) -> Result<()> {
        Ok(self.driver().back().await?)
    }

    /// Goes forward, as by the browser's button.
    ///
    /// # Errors
    /// Where the browser does not.
    pub async fn go_forward(&self) -> Result<()> {
        Ok(self.driver().forward().await?)
    }

    /// Puts `value` on the device under `key`, as an earlier visit would have.
    ///
    /// # Errors
    /// Where the browser keeps nothing.
    pub async fn keep(&self, key: &str, value: &Value) -> Result<()> {
        let kept = json!({ "version": 1, "value": value }).to_string();
        self.js(
            "localStorage.setItem(...arguments)",
            [json!(key), json!(kept)],
        )
        .await
    }

    /// What is kept on the device under `key`, letter for letter.
    ///
    /// # Errors
    /// Where the browser keeps nothing.
    pub async fn kept(&self, key: &str) -> Result<Option<String>> {
        self.js("return localStorage.getItem(arguments[0])", [json!(key)])
            .await
    }

    /// The calendar day `days` after today, as the page has it: `2026-11-25`.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn day(&self, days: i32) -> Result<String> {
        self.js(
            "const day = new Date(), digits = (number) => String(number).padStart(2, '0');
             day.setDate(day.getDate() + arguments[0]);
             return `${day.getFullYear()}-${digits(day.getMonth() + 1)}-${digits(day.getDate())}`;",
            [json!(days)],
        )
        .await
    }

    /// The id of what has the focus; empty where it has none.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn focus(&self) -> Result<String> {
        self.js("return document.activeElement?.id ?? ''", []).await
    }

    /// Waits until the element with this id has the focus.
    ///
    /// # Errors
    /// Where it does not get it; says what has it.
    pub async fn wait_for_focus(&self, id: &str) -> Result<()> {
        let what = format!("#{id} has the focus");
        let came = until(&what, async || Ok(self.focus().await? == id));
        match came.await {
            Ok(()) => Ok(()),
            Err(error) => Err(error.context(format!("“{}” has the focus", self.focus().await?))),
        }
    }

    /// What `script` returns, run in the page.
    ///
    /// # Errors
    /// Where it throws, or returns no `T`.
    pub async fn js<T: DeserializeOwned>(
        &self,
        script: &str,
        arguments: impl IntoIterator<Item = Value>,
    ) -> Result<T> {
        let arguments: Vec<Value> = arguments.into_iter().collect();
        Ok(self.driver().execute(script, arguments).await?.convert()?)
    }

    /// Waits until `script`, run in the page, returns true.
    ///
    /// # Errors
    /// Where it does not in time, or throws.
    pub async fn until_js(&self, what: &str, script: &str) -> Result<()> {
        // While the browser goes to another page, a script may return nothing.
        until(what, async || {
            Ok(self.js::<Option<bool>>(script, []).await? == Some(true))
        })
        .await
    }

    /// Messages that hold one of `words` are no fault of the page.
    pub fn expect_to_hear(&self, words: &[&'static str]) {
        self.expected.borrow_mut().extend(words);
    }

    /// Everything that was said until now and is not expected.
    pub(crate) async fn heard(&self) -> Result<Vec<String>> {
        self.leave_page().await?;
        let mut heard = self.heard.take();
        heard.extend(console::at_the_end(&self.session).await?);
        let expected = self.expected.borrow();
        heard.retain(|message| !expected.iter().any(|words| message.contains(words)));
        Ok(heard)
    }

    /// Closes the browser.
    ///
    /// # Errors
    /// Where it does not go by itself. It is ended all the same.
    pub async fn leave(self) -> Result<()> {
        self.session.close().await
    }

    /// Takes down what the page has said, before something else is in front.
    pub(crate) async fn leave_page(&self) -> Result<()> {
        let heard = console::before_leaving(&self.session).await?;
        self.heard.borrow_mut().extend(heard);
        Ok(())
    }
}
