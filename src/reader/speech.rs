//! [`Speech`]: reading aloud, sentence by sentence.

use crate::live::Live;
use document::Outline;
use leptos::prelude::*;

use crate::browser::{
    after_start, page, scroll,
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
    /// What there is to read: the ids of the introduction and of sections, these with their place among all.
    parts: Vec<(Option<usize>, String)>,
    /// From the section where the reader began to the end, each with its section.
    sentences: Vec<(Option<usize>, Sentence)>,
    /// Which is spoken.
    at: usize,
    /// The section of the last sentence.
    section: Option<usize>,
    /// How often something was begun: what ends after something else has begun means nothing.
    run: usize,
    /// Held so that the browser does not forget it.
    spoken: Option<speech::Utterance>,
}

/// Reads the article aloud. A copy is the same voice.
#[derive(Clone, Copy)]
pub struct Speech {
    state: Live<State>,
    rate: Live<f32>,
    script: StoredValue<Script, LocalStorage>,
    /// Opens the section whose sentence is next.
    open: Callback<usize, bool>,
}

impl Speech {
    /// The voice for an article. `open` opens a section.
    pub fn new(outline: &Outline, open: Callback<usize, bool>) -> Self {
        // What is for looking up is not read in one go.
        let told = outline
            .sections
            .iter()
            .enumerate()
            .filter(|(_, section)| section.words > 0);
        let told = told.map(|(index, section)| (Some(index), section.id.to_string()));
        let parts = std::iter::once((None, "introduction".to_owned())).chain(told);
        let speech = Self {
            state: Live::new(State::Absent),
            rate: Live::new(1.0),
            script: StoredValue::new_local(Script {
                parts: parts.collect(),
                ..Script::default()
            }),
            open,
        };
        after_start(move || {
            speech::hush_at_the_end();
            speech::on_voice(move || {
                if speech.state.get_untracked() == State::Absent {
                    speech.state.set(State::Silent);
                    page::set_root_attribute("data-voice", Some(""));
                }
            });
        });
        speech
    }

    /// How it is.
    pub fn state(self) -> State {
        self.state.get()
    }

    /// How fast it speaks, as many times as usual.
    pub fn rate(self) -> f32 {
        self.rate.get()
    }

    /// Begins with this section, counted from 0; without one, with the introduction.
    pub fn begin(self, section: Option<usize>) {
        self.script.update_value(|script| {
            script.at = 0;
            script.section = None;
            script.sentences.clear();
            for (index, id) in script.parts.iter().filter(|(index, _)| *index >= section) {
                for sentence in sentences(id) {
                    script.sentences.push((*index, sentence));
                }
            }
        });
        self.go_on();
    }

    /// Speaks the sentence that is next, and those after it.
    pub fn go_on(self) {
        let rate = self.rate.get_untracked();
        let next = self.script.try_update_value(|script| {
            script.run += 1;
            let (section, sentence) = script.sentences.get(script.at).cloned()?;
            // A section is opened once: the reader may close it while it is read.
            let entered = section.filter(|_| script.section != section);
            script.section = section;
            Some((entered, sentence, script.run))
        });
        speech::hush();
        let Some((entered, sentence, run)) = next.flatten() else {
            return self.stop();
        };
        if let Some(section) = entered {
            self.open.run(section);
        }
        self.state.set(State::Speaking);
        speech::highlight(Some(&sentence.range));
        scroll::bring_into_view(&sentence.range);
        let ended = move |to_its_end| {
            let is_current = self.script.try_update_value(|script| {
                let is_current = script.run == run;
                script.at += usize::from(is_current && to_its_end);
                is_current
            });
            match is_current {
                Some(true) if to_its_end => self.go_on(),
                Some(true) => self.pause(),
                _ => {}
            }
        };
        let spoken = speech::speak(&sentence.text, rate, ended);
        self.script.update_value(|script| script.spoken = spoken);
    }

    /// Stops in the middle of a sentence, to go on later. (The browsers' own pause does not work in all of them.)
    pub fn pause(self) {
        self.interrupt(State::Paused);
    }

    /// Stops for good; the focus goes to the section that was read, for the buttons go.
    pub fn stop(self) {
        self.interrupt(State::Silent);
        speech::highlight(None);
        self.script.with_value(|script| {
            let mut parts = script.parts.iter();
            if let Some((_, id)) = parts.find(|(index, _)| *index == script.section) {
                page::focus(id);
            }
        });
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
