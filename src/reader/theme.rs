//! The theme: as the system says, light, or dark.
//!
//! The early script, `src/early.js`, reads the same kept value and sets `data-theme` before the first paint.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    browser::{
        after_start, page,
        storage::{Slot, StorageError},
    },
    message::{Status, words},
};

/// Which colours the page has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Paper.
    Light,
    /// Night.
    Dark,
}

impl Theme {
    /// The next in the button's round.
    fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// The value of `data-theme`.
    fn attribute(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    fn label(self) -> &'static str {
        self.attribute().unwrap_or("system")
    }
}

/// What is kept of the reader's preferences.
#[derive(Default, Serialize, Deserialize)]
struct Preferences {
    theme: Theme,
}

fn slot() -> Slot<Preferences> {
    Slot::of_site("preferences")
}

/// A button that goes round the themes; its text says which one is on.
#[component]
pub fn ThemeButton() -> impl IntoView {
    let theme = RwSignal::new(Theme::default());
    let trouble = RwSignal::new(None::<StorageError>);
    after_start(move || match slot().read() {
        Ok(kept) => theme.set(kept.unwrap_or_default().theme),
        Err(error) => {
            trouble.set(Some(error));
            // The early script may have understood more of it than there is.
            page::set_theme(None);
        }
    });
    let turn = move |_| {
        let next = theme.get().next();
        theme.set(next);
        page::set_theme(next.attribute());
        // A theme that cannot be kept still holds for this visit: nothing to trouble the reader with.
        let _ = slot().update(|preferences| preferences.theme = next);
    };
    let news = words(move || match trouble.get()? {
        error @ StorageError::SetAside { .. } => Some(error.to_string()),
        _ => None,
    });
    view! {
        <button type="button" class="theme quiet needs-program" on:click=turn>
            "Theme: " <span>{move || theme.get().label()}</span>
        </button>
        <Status news/>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_round_visits_every_theme_and_comes_back() {
        let system = Theme::default();
        let round = [
            system.next(),
            system.next().next(),
            system.next().next().next(),
        ];
        assert_eq!(round, [Theme::Light, Theme::Dark, Theme::System]);
    }
}
