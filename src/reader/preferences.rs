//! What the reader chooses of the page's looks. Pure.
//!
//! Each choice is an attribute of `<html>` (`data-size="large"`), absent where it is the usual one; the styles know what
//! it means (`style/tokens.css`), and the early script, `src/early.js`, sets it before the first paint.

use serde::{Deserialize, Serialize};

/// Something to choose.
#[derive(Debug)]
pub struct Setting {
    /// What it is kept under, and the attribute after `data-`.
    pub name: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// The options: the value that is kept, none for the usual one, and what the reader sees.
    pub options: &'static [(Option<&'static str>, &'static str)],
}

impl Setting {
    /// The option with this value; the usual one where there is no such option.
    pub fn value_named(&self, value: &str) -> Option<&'static str> {
        let mut values = self.options.iter().filter_map(|(value, _)| *value);
        values.find(|named| *named == value)
    }
}

/// All that there is to choose, in the panel's order.
pub const SETTINGS: [Setting; 5] = [
    Setting {
        name: "theme",
        label: "Theme",
        options: &[
            (None, "System"),
            (Some("light"), "Light"),
            (Some("dark"), "Dark"),
        ],
    },
    Setting {
        name: "size",
        label: "Text size",
        options: &[
            (Some("small"), "Small"),
            (None, "Normal"),
            (Some("large"), "Large"),
            (Some("largest"), "Largest"),
        ],
    },
    Setting {
        name: "typeface",
        label: "Typeface",
        options: &[
            (None, "Serif"),
            (Some("sans"), "Sans"),
            (Some("wide"), "Wide-spaced"),
        ],
    },
    Setting {
        name: "spacing",
        label: "Line spacing",
        options: &[
            (Some("tight"), "Tight"),
            (None, "Normal"),
            (Some("airy"), "Airy"),
        ],
    },
    Setting {
        name: "width",
        label: "Width",
        options: &[
            (Some("narrow"), "Narrow"),
            (None, "Normal"),
            (Some("wide"), "Wide"),
        ],
    },
];

/// The reader's choices. A value that is none of the options, as a later version may have kept, counts as the usual one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    theme: Option<String>,
    size: Option<String>,
    typeface: Option<String>,
    spacing: Option<String>,
    width: Option<String>,
}

impl Preferences {
    /// The value chosen for a setting; `None` is the usual one.
    pub fn value(&self, setting: &Setting) -> Option<&'static str> {
        let [theme, size, typeface, spacing, width] = [
            &self.theme,
            &self.size,
            &self.typeface,
            &self.spacing,
            &self.width,
        ];
        let kept = match setting.name {
            "theme" => theme,
            "size" => size,
            "typeface" => typeface,
            "spacing" => spacing,
            _ => width,
        };
        setting.value_named(kept.as_deref()?)
    }

    /// Chooses a value for a setting.
    pub fn choose(&mut self, setting: &Setting, value: Option<&str>) {
        let kept = match setting.name {
            "theme" => &mut self.theme,
            "size" => &mut self.size,
            "typeface" => &mut self.typeface,
            "spacing" => &mut self.spacing,
            _ => &mut self.width,
        };
        *kept = value.map(str::to_owned);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_setting_keeps_its_own_choice() {
        let mut preferences = Preferences::default();
        for setting in &SETTINGS {
            for (value, _) in setting.options {
                preferences.choose(setting, *value);
                assert_eq!(preferences.value(setting), *value, "{}", setting.name);
            }
            preferences.choose(setting, None);
        }
        assert_eq!(preferences, Preferences::default());
    }

    #[test]
    fn no_setting_takes_another_s_place() {
        let last = |setting: &Setting| setting.options.iter().find_map(|(value, _)| *value);
        let mut preferences = Preferences::default();
        for setting in &SETTINGS {
            preferences.choose(setting, last(setting));
        }
        for setting in &SETTINGS {
            assert_eq!(
                preferences.value(setting),
                last(setting),
                "{}",
                setting.name
            );
        }
    }

    #[test]
    fn every_setting_has_one_usual_option() {
        for setting in &SETTINGS {
            let usual = setting.options.iter().filter(|(value, _)| value.is_none());
            assert_eq!(usual.count(), 1, "{}", setting.name);
        }
    }

    #[test]
    fn a_value_from_another_version_is_the_usual_one() {
        let mut preferences = Preferences::default();
        preferences.choose(&SETTINGS[0], Some("system"));
        assert_eq!(preferences.value(&SETTINGS[0]), None);
    }
}
