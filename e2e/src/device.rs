//! What a reader's device allows.

use serde_json::{Value, json};

/// What of the usual is different on a reader's device. Each browser has a real setting for each, so nothing is faked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Device {
    /// The system asks for dark colours.
    dark: bool,
    /// JavaScript is off.
    scripts_off: bool,
    /// Pages may keep nothing.
    storage_denied: bool,
}

impl Device {
    /// The system asks for dark colours.
    pub fn dark() -> Self {
        Self {
            dark: true,
            ..Self::default()
        }
    }

    /// JavaScript is off.
    pub fn without_scripts() -> Self {
        Self {
            scripts_off: true,
            ..Self::default()
        }
    }

    /// Pages may keep nothing.
    pub fn without_storage() -> Self {
        Self {
            storage_denied: true,
            ..Self::default()
        }
    }

    pub(crate) fn chromium_arguments(self) -> Option<&'static str> {
        self.dark
            .then_some("--blink-settings=preferredColorScheme=0")
    }

    pub(crate) fn chromium_preferences(self) -> Value {
        let mut preferences = json!({});
        if self.scripts_off {
            preferences["profile.managed_default_content_settings.javascript"] = json!(2);
        }
        if self.storage_denied {
            preferences["profile.managed_default_content_settings.cookies"] = json!(2);
        }
        preferences
    }

    pub(crate) fn firefox_preferences(self) -> Value {
        let mut preferences = json!({
            "layout.css.prefers-color-scheme.content-override": i32::from(!self.dark),
        });
        if self.scripts_off {
            preferences["javascript.enabled"] = json!(false);
        }
        if self.storage_denied {
            preferences["network.cookie.cookieBehavior"] = json!(2);
        }
        preferences
    }

    pub(crate) fn webkit_arguments(self) -> Vec<&'static str> {
        let mut arguments = vec!["--automation"];
        arguments.extend(self.dark.then_some("--dark-mode"));
        arguments.extend(self.scripts_off.then_some("--enable-javascript=false"));
        arguments.extend(
            self.storage_denied
                .then_some("--enable-html5-local-storage=false"),
        );
        arguments
    }
}
