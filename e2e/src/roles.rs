//! Elements by role and name, as a screen reader finds them: only what shows. The browser itself computes both.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use thirtyfour::WebElement;

use crate::{
    commands,
    wait::{is_not_there_yet, until_some},
};

/// A role of ARIA.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A piece that stands for itself: a tip, a comment, a card.
    Article,
    /// A button.
    Button,
    /// A box to tick.
    Checkbox,
    /// What stands beside the main content.
    Complementary,
    /// A panel that asks for something.
    Dialog,
    /// Controls that belong together.
    Group,
    /// A link.
    Link,
    /// The landmark around links.
    Navigation,
    /// The mark of a note in the text.
    NoteMark,
    /// One of several options.
    Radio,
    /// A named part of the page.
    Region,
    /// A field for text.
    Textbox,
}

impl Role {
    /// The name that browsers answer with.
    fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Button => "button",
            Self::Checkbox => "checkbox",
            Self::Complementary => "complementary",
            Self::Dialog => "dialog",
            Self::Group => "group",
            Self::Link => "link",
            Self::Navigation => "navigation",
            Self::NoteMark => "doc-noteref",
            Self::Radio => "radio",
            Self::Region => "region",
            Self::Textbox => "textbox",
        }
    }

    /// Whether a browser means it by `role`: `WebKit` knows the mark of a note as the link that it also is.
    fn is(self, role: &str) -> bool {
        role == self.name() || (self == Self::NoteMark && role == Self::Link.name())
    }

    /// Elements that may have the role.
    fn candidates(self) -> &'static str {
        match self {
            Self::Article => "article, [role=article]",
            Self::Button => "button, [role=button]",
            Self::Checkbox => "input[type=checkbox], [role=checkbox]",
            Self::Complementary => "aside, [role=complementary]",
            Self::Dialog => "dialog, [role=dialog]",
            Self::Group => "fieldset, [role=group]",
            Self::Link => "a[href], [role=link]",
            Self::Navigation => "nav, [role=navigation]",
            Self::NoteMark => "[role=doc-noteref]",
            Self::Radio => "input[type=radio], [role=radio]",
            Self::Region => "section, [role=region]",
            Self::Textbox => "input, textarea, [role=textbox]",
        }
    }

    /// The one element of this role and name in `scope`.
    ///
    /// # Errors
    /// Where there is none, or more than one, or the browser sees another role in it.
    pub async fn named(self, name: &str, scope: &WebElement) -> Result<WebElement> {
        self.one(name, scope, |its_name| its_name == name).await
    }

    /// The one element of this role in `scope` whose name begins with `words`: its end changes.
    ///
    /// # Errors
    /// As [`Self::named`].
    pub async fn beginning(self, words: &str, scope: &WebElement) -> Result<WebElement> {
        self.one(words, scope, |its_name| its_name.starts_with(words))
            .await
    }

    /// What may have the role and shows: the rest is nothing to a screen reader, and `WebKit` has no name for it.
    pub(crate) async fn shown(self, scope: &WebElement) -> Result<Vec<WebElement>> {
        let script = "const [scope, kinds] = arguments;
            const seen = (it) => it.checkVisibility({ visibilityProperty: true });
            return [...scope.querySelectorAll(kinds)].filter(seen)";
        let arguments = vec![scope.to_json()?, json!(self.candidates())];
        Ok(scope
            .handle()
            .execute(script, arguments)
            .await?
            .elements()?)
    }

    /// The name of an element that may have the role. What can be operated always has one (axe sees to that): where it is
    /// empty, the browser has not worked it out yet.
    async fn label(self, element: &WebElement) -> Result<String> {
        let is_operated = matches!(
            self,
            Self::Button | Self::Checkbox | Self::Link | Self::Radio | Self::Textbox
        );
        if !is_operated {
            return label(element).await;
        }
        // Where it has gone meanwhile, waiting does not help: whoever asked looks again.
        until_some("what can be operated has a name", async || {
            let label = label(element).await;
            let is_empty = matches!(&label, Ok(label) if label.is_empty());
            Ok((!is_empty).then_some(label))
        })
        .await?
    }

    /// Looks again where something in `scope` went while it was looked at: the page may be at work.
    async fn one(
        self,
        name: &str,
        scope: &WebElement,
        is_it: impl Fn(&str) -> bool,
    ) -> Result<WebElement> {
        until_some(
            &format!("{} “{name}” stays", self.name()),
            async || match self.look(name, scope, &is_it).await {
                Err(error) if is_not_there_yet(&error) && scope.is_present().await? => Ok(None),
                found => Ok(Some(found)),
            },
        )
        .await?
    }

    async fn look(
        self,
        name: &str,
        scope: &WebElement,
        is_it: &impl Fn(&str) -> bool,
    ) -> Result<WebElement> {
        let mut found = Vec::new();
        let mut others = Vec::new();
        for element in self.shown(scope).await? {
            let its_name = self.label(&element).await?;
            if is_it(&its_name) {
                found.push(element);
            } else {
                others.push(its_name);
            }
        }
        ensure!(
            found.len() < 2,
            "{} times {} “{name}”",
            found.len(),
            self.name()
        );
        let element = found
            .pop()
            .with_context(|| format!("no {} “{name}” among {others:?}", self.name()))?;
        let role: String = ask(&element, "computedrole").await?;
        ensure!(self.is(&role), "“{name}” is {role}, not {}", self.name());
        Ok(element)
    }

    /// The names of all elements of this role in `scope`, in the page's order.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn names(self, scope: &WebElement) -> Result<Vec<String>> {
        let mut names = Vec::new();
        for element in self.shown(scope).await? {
            if self.is(&ask::<String>(&element, "computedrole").await?) {
                names.push(self.label(&element).await?);
            }
        }
        Ok(names)
    }
}

/// The name that assistive technology gives an element, white space joined.
///
/// # Errors
/// Where the browser cannot say.
pub async fn label(element: &WebElement) -> Result<String> {
    let label: String = ask(element, "computedlabel").await?;
    Ok(label.split_whitespace().collect::<Vec<_>>().join(" "))
}

async fn ask<T: serde::de::DeserializeOwned>(element: &WebElement, what: &str) -> Result<T> {
    commands::get(
        element.handle(),
        &format!("/element/{}/{what}", element.element_id()),
    )
    .await
}
