//! [`Speech`]: reading aloud, sentence by sentence.

use document::{Outline, Slug};
use leptos::prelude::*;

use crate::browser::{
    after_start,
    sentences::{Sentence, sentences},
    speech,
};

/// How the voice is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// This browser cannot speak; also until that is known.
    #[default]
    Absent,
    /// Nothing is read.
    Silent,
    /// A sentence is being spoken.
    Speaking,
    /// The sentence is spoken again from its beginning when the reader goes on.
    Paused,
}

/// How fast it speaks, as many times as usual.
pub const RATES: [(f32, &str); 4] = [(0.75, "0.75×"), (1.0, "1×"), (1.25, "1.25×"), (1.5, "1.5×")];

/// What there is to be read.
#[derive(Default)]
struct Script {
    /// From the section where the reader began to the end, each with its section.
    sentences: Vec<(usize, Sentence)>,
    /// Which is spoken.
    at: usize,
    /// How often something was begun: what ends after something else has begun means nothing.
    run: usize,
    /// Held so that the browser does not forget it.
    spoken: Option<speech::Utterance>,
}

/// Reads the article aloud. A copy is the same voice.
#[derive(Clone, Copy)]
pub struct Speech {
    state: RwSignal<State>,
    rate: RwSignal<f32>,
    script: StoredValue<Script, LocalStorage>,
    /// The sections to read, each with its place among all.
    sections: StoredValue<Vec<(usize, Slug)>>,
    /// Opens the section whose sentence is next.
    open: Callback<usize, bool>,
}

impl Speech {
    /// The voice for an article. `open` opens a section.
    pub fn new(outline: &Outline, open: Callback<usize, bool>) -> Self {
        // The publisher's notes have no words to read in one go: they are for looking up.
        let told = outline
            .sections
            .iter()
            .enumerate()
            .filter(|(_, section)| section.words > 0);
        let speech = Self {
            state: RwSignal::new(State::Absent),
            rate: RwSignal::new(1.0),
            script: StoredValue::new_local(Script::default()),
            sections: StoredValue::new(
                told.map(|(index, section)| (index, section.id.clone()))
                    .collect(),
            ),
            open,
        };
        after_start(move || {
            speech::on_voice(move || {
                if speech.state.get_untracked() == State::Absent {
                    speech.state.set(State::Silent);
                }
            });
        });
        speech
    }

    /// How it is.
    pub fn state(self) -> State {
        self.state.get()
    }

    /// Begins with this section, counted from 0.
    pub fn begin(self, section: usize) {
        self.script.update_value(|script| {
            script.at = 0;
            script.sentences = self.sections.with_value(|sections| {
                let from = sections.iter().filter(|(index, _)| *index >= section);
                from.flat_map(|(index, id)| {
                    sentences(id.as_str())
                        .into_iter()
                        .map(|sentence| (*index, sentence))
                })
                .collect()
            });
        });
        self.go_on();
    }

    /// Speaks the sentence that is next, and those after it.
    pub fn go_on(self) {
        speech::hush();
        let rate = self.rate.get_untracked();
        let next = self.script.try_update_value(|script| {
            script.run += 1;
            let next = script.sentences.get(script.at).cloned();
            next.map(|(section, sentence)| (section, sentence, script.run))
        });
        let Some((section, sentence, run)) = next.flatten() else {
            return self.stop();
        };
        self.open.run(section);
        self.state.set(State::Speaking);
        speech::highlight(Some(&sentence.range));
        let spoken = speech::speak(&sentence.text, rate, move || {
            let is_current = self.script.try_update_value(|script| {
                let is_current = script.run == run;
                script.at += usize::from(is_current);
                is_current
            });
            if is_current == Some(true) {
                self.go_on();
            }
        });
        self.script.update_value(|script| script.spoken = spoken);
    }

    /// Stops in the middle of a sentence, to go on later. (The browsers' own pause does not work in all of them.)
    pub fn pause(self) {
        self.interrupt(State::Paused);
    }

    /// Stops for good.
    pub fn stop(self) {
        self.interrupt(State::Silent);
        speech::highlight(None);
    }

    /// Chooses how fast it speaks, from the sentence on that is being spoken.
    pub fn set_rate(self, rate: f32) {
        self.rate.set(rate);
        if self.state.get_untracked() == State::Speaking {
            self.go_on();
        }
    }

    fn interrupt(self, state: State) {
        self.script.update_value(|script| script.run += 1);
        speech::hush();
        self.state.set(state);
    }
}
