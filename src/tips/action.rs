//! [`Action`]: what a button of the plan does. It stands in the page as the button's value.

use std::{fmt, str::FromStr};

use document::Date;
use plans::TipId;

use crate::names::{name_of, named};

/// What the reader can do with the plan by pressing a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Something with one tip.
    Tip(OnTip, TipId),
    /// Ticks a day, or takes its tick away.
    Tick(TipId, Date),
    /// Lets the calendar remind on one more day of the week, or one less. Days count from 0 for Monday.
    Remind(TipId, u8),
    /// Writes one of the author's ideas into a field of the form.
    Fill(Part, String),
    /// Something with the whole plan.
    All(OnAll),
}

/// What can be done with one tip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnTip {
    /// Opens the form for its plan.
    Write,
    /// Ticks the day on which it is pressed, or what is done once.
    Today,
    /// Keeps the plan as it is, after a look back.
    Keep,
    /// Follows it no longer.
    Drop,
}

/// A part of a plan's sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// When.
    Cue,
    /// What.
    Action,
}

/// What can be done with the whole plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnAll {
    /// Opens the panel.
    Open,
    /// Closes it.
    Close,
    /// Leaves the form as it is.
    Cancel,
    /// Takes in what a link or a file brought.
    Accept,
    /// Leaves it.
    Leave,
    /// Saves the calendar file.
    Calendar,
    /// Prints the plan.
    Print,
    /// Passes on a link that carries the plan.
    Link,
    /// Saves a copy.
    Export,
    /// Erases all that the site keeps on the device.
    Erase,
    /// Puts it back.
    PutBack,
}

const ON_TIP: [(&str, OnTip); 4] = [
    ("write", OnTip::Write),
    ("today", OnTip::Today),
    ("keep", OnTip::Keep),
    ("drop", OnTip::Drop),
];

const ON_ALL: [(&str, OnAll); 11] = [
    ("open", OnAll::Open),
    ("close", OnAll::Close),
    ("cancel", OnAll::Cancel),
    ("accept", OnAll::Accept),
    ("leave", OnAll::Leave),
    ("calendar", OnAll::Calendar),
    ("print", OnAll::Print),
    ("link", OnAll::Link),
    ("export", OnAll::Export),
    ("erase", OnAll::Erase),
    ("put-back", OnAll::PutBack),
];

const PARTS: [(&str, Part); 2] = [("cue", Part::Cue), ("action", Part::Action)];

/// A text that is no action's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoAction;

impl FromStr for Action {
    type Err = NoAction;

    fn from_str(text: &str) -> Result<Self, NoAction> {
        let (verb, rest) = text.split_once(' ').unwrap_or((text, ""));
        let (tip, last) = rest.split_once(' ').unwrap_or((rest, ""));
        let tip = || tip.parse().ok();
        let action = match verb {
            "tick" => tip()
                .zip(last.parse().ok())
                .map(|(tip, day)| Self::Tick(tip, day)),
            "remind" => tip()
                .zip(last.parse().ok())
                .map(|(tip, day)| Self::Remind(tip, day)),
            _ => named(&ON_ALL, verb)
                .map(Self::All)
                .or_else(|| Some(Self::Tip(named(&ON_TIP, verb)?, tip()?)))
                .or_else(|| Some(Self::Fill(named(&PARTS, verb)?, rest.to_owned()))),
        };
        action.ok_or(NoAction)
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tip(what, tip) => write!(f, "{} {tip}", name_of(&ON_TIP, what)),
            Self::Tick(tip, day) => write!(f, "tick {tip} {day}"),
            Self::Remind(tip, day) => write!(f, "remind {tip} {day}"),
            Self::Fill(part, idea) => write!(f, "{} {idea}", name_of(&PARTS, part)),
            Self::All(what) => f.write_str(name_of(&ON_ALL, what)),
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test says what it expects")]

    use super::*;

    #[test]
    fn every_action_is_read_back() {
        let tip = || "gut/stress".parse::<TipId>().expect("a tip");
        let mut actions = vec![
            Action::Tick(tip(), "2026-11-25".parse().expect("a day")),
            Action::Remind(tip(), 6),
            Action::Fill(Part::Cue, "the kettle is on".to_owned()),
            Action::Fill(Part::Action, "breathe slowly".to_owned()),
        ];
        actions.extend(ON_TIP.map(|(_, what)| Action::Tip(what, tip())));
        actions.extend(ON_ALL.map(|(_, what)| Action::All(what)));
        for action in actions {
            assert_eq!(action.to_string().parse(), Ok(action));
        }
    }

    #[test]
    fn what_is_no_action_does_nothing() {
        for text in [
            "",
            "dance",
            "tick",
            "tick gut/stress",
            "tick gut/stress today",
            "write",
            "write gut",
            "remind gut/stress 256",
        ] {
            assert_eq!(text.parse::<Action>(), Err(NoAction), "{text}");
        }
    }
}
