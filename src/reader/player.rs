//! The buttons of the voice, while it reads.

use super::speech::{RATES, Speech, State};
use crate::{
    browser::{after_start, page, patch, press},
    piece::{Piece, button, element, says, text},
};

/// The name of its buttons.
const NAME: &str = "voice";
/// What the button does that stops the voice.
const STOP: &str = "stop";
/// What the button does that pauses the voice, or lets it go on.
const TURN: &str = "turn";
/// The name of the field for the speed.
const SPEED: &str = "speed";

/// A button that has a section read aloud, counted from 0; where that is empty, the article. The styles show what has the
/// class `listen` where there is a voice.
pub fn listen(selector: &'static str, section: String) -> Piece {
    button(selector, "Listen", NAME, section)
}

/// Shows pause, speed and stop in `#reader--voice`, at the window's lower edge, from the first sentence to the last.
pub fn accompany(speech: Speech) {
    let it = speech.clone();
    patch::show("#reader--voice", move || player(it.state(), it.rate()));
    after_start(move || {
        let it = speech.clone();
        press::on_button(NAME, move |value| match (value, it.state()) {
            (STOP, _) => it.stop(),
            (TURN, State::Paused) => it.go_on(),
            (TURN, _) => it.pause(),
            (section, _) => it.begin(section.parse().ok()),
        });
        let it = speech.clone();
        press::on_change(move |event| {
            let (name, chosen) = page::name_and_value(&event);
            let rate = RATES.iter().find(|(_, label)| *label == chosen);
            if let Some((rate, _)) = rate.filter(|_| name == SPEED) {
                it.set_rate(*rate);
            }
        });
    });
}

fn player(state: State, rate: f32) -> Vec<Piece> {
    let turn = match state {
        State::Absent | State::Silent => return Vec::new(),
        State::Speaking => "Pause",
        State::Paused => "Resume",
    };
    let speeds = RATES.iter().map(|(speed, label)| {
        says("option", *label).with_if("selected", (speed - rate).abs() < f32::EPSILON)
    });
    let choice = element("select[name=speed]", speeds.collect());
    let buttons = vec![
        button("button.primary", turn, NAME, TURN.to_owned()),
        element("label", vec![text("Speed "), choice]),
        button("button.quiet", "Stop", NAME, STOP.to_owned()),
    ];
    vec![element("section.player", buttons).with("aria-label", "Read aloud")]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::piece::testing::{all, attribute, words};

    #[test]
    fn it_is_there_while_something_is_read() {
        assert_eq!(player(State::Absent, 1.0), []);
        assert_eq!(player(State::Silent, 1.0), []);
        assert!(words(&player(State::Speaking, 1.0)).starts_with("Pause Speed"));
        assert!(words(&player(State::Paused, 1.0)).starts_with("Resume Speed"));
    }

    #[test]
    fn the_speed_is_the_chosen_one() {
        let shown = player(State::Speaking, 1.25);
        let options = all("option", &shown);
        let chosen = options
            .iter()
            .filter(|it| attribute(it, "selected").is_some());
        let chosen: Vec<_> = chosen.map(|it| words(std::slice::from_ref(*it))).collect();
        assert_eq!(chosen, ["1.25×"]);
    }
}
