//! What a reader's device allows.

use std::path::Path;

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
    /// The time zone of its clock, where it is not this machine's.
    zone: Option<&'static str>,
    /// The language that its reader prefers, where it is not this machine's.
    language: Option<&'static str>,
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

    /// Its clock shows the time of a zone, such as `Europe/Berlin`.
    #[must_use]
    pub fn in_zone(zone: &'static str) -> Self {
        Self {
            zone: Some(zone),
            ..Self::default()
        }
    }

    /// Its reader prefers a language, such as `de-DE`. It also says where their weeks begin.
    #[must_use]
    pub fn reading(self, language: &'static str) -> Self {
        Self {
            language: Some(language),
            ..self
        }
    }

    /// What the driver finds in its environment, and hands on to the browser.
    pub(crate) fn environment(self) -> Vec<(&'static str, String)> {
        let mut variables = Vec::new();
        variables.extend(self.zone.map(|zone| ("TZ", zone.to_owned())));
        // WebKitGTK has no other setting for it. Where the machine has no such language, it takes American English.
        let system = self.language.map(|it| it.replace('-', "_") + ".UTF-8");
        variables.extend(system.map(|system| ("LC_ALL", system)));
        variables
    }

    pub(crate) fn chromium_arguments(self) -> Option<&'static str> {
        self.dark
            .then_some("--blink-settings=preferredColorScheme=0")
    }

    pub(crate) fn chromium_preferences(self, downloads: &Path) -> Value {
        let mut preferences = json!({ "download.default_directory": downloads });
        if self.scripts_off {
            preferences["profile.managed_default_content_settings.javascript"] = json!(2);
        }
        if self.storage_denied {
            preferences["profile.managed_default_content_settings.cookies"] = json!(2);
        }
        if let Some(language) = self.language {
            preferences["intl.accept_languages"] = json!(language);
        }
        preferences
    }

    pub(crate) fn firefox_preferences(self, downloads: &Path) -> Value {
        let mut preferences = json!({
            "browser.download.dir": downloads,
            "browser.download.folderList": 2, // the folder above
            // Firefox's own bars would slide into the window while a story measures the page.
            "datareporting.policy.dataSubmissionPolicyBypassNotification": true,
            "security.sandbox.warn_unprivileged_namespaces": false,
            "termsofuse.bypassNotification": true,
            "layout.css.prefers-color-scheme.content-override": i32::from(!self.dark),
        });
        if self.scripts_off {
            preferences["javascript.enabled"] = json!(false);
        }
        if self.storage_denied {
            preferences["network.cookie.cookieBehavior"] = json!(2);
        }
        if let Some(language) = self.language {
            preferences["intl.accept_languages"] = json!(language);
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
