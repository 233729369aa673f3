//! [`Speech`]: reading aloud, sentence by sentence.

use std::{cell::RefCell, rc::Rc};

use document::Outline;

use crate::{
    article::{folding::Folding, open},
    browser::{
        after_start, page, scroll,
        sentences::{Sentence, sentences},
        speech,
    },
    live::Live,
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

/// Reads the article aloud. A clone is the same voice.
#[derive(Clone)]
pub struct Speech {
    state: Live<State>,
    rate: Live<f32>,
    script: Rc<RefCell<Script>>,
    /// The section whose sentence is next is opened.
    folding: Live<Folding>,
}

impl Speech {
    /// The voice for an article, which opens the section that it reads.
    pub fn new(outline: &Outline, folding: Live<Folding>) -> Self {
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
            script: Rc::new(RefCell::new(Script {
                parts: parts.collect(),
                ..Script::default()
            })),
            folding,
        };
        let state = speech.state;
        after_start(move || {
            speech::hush_at_the_end();
            speech::on_voice(move || {
                if state.get_untracked() == State::Absent {
                    state.set(State::Silent);
                    page::set_root_attribute("data-voice", Some(""));
                }
            });
        });
        speech
    }

    /// How it is.
    pub fn state(&self) -> State {
        self.state.get()
    }

    /// How fast it speaks, as many times as usual.
    pub fn rate(&self) -> f32 {
        self.rate.get()
    }

    /// Begins with this section, counted from 0; without one, with the introduction.
    pub fn begin(&self, section: Option<usize>) {
        let mut found = Vec::new();
        let mut script = self.script.borrow_mut();
        for (index, id) in script.parts.iter().filter(|(index, _)| *index >= section) {
            for sentence in sentences(id) {
                found.push((*index, sentence));
            }
        }
        (script.sentences, script.at, script.section) = (found, 0, None);
        drop(script);
        self.go_on();
    }

    /// What is spoken next, with the section that begins with it and the number of this run.
    fn next(&self) -> Option<(Option<usize>, Sentence, usize)> {
        let mut script = self.script.borrow_mut();
        script.run += 1;
        let (section, sentence) = script.sentences.get(script.at).cloned()?;
        // A section is opened once: the reader may close it while it is read.
        let entered = section.filter(|_| script.section != section);
        script.section = section;
        Some((entered, sentence, script.run))
    }

    /// Speaks the sentence that is next, and those after it.
    pub fn go_on(&self) {
        let next = self.next();
        speech::hush();
        let Some((entered, sentence, run)) = next else {
            return self.stop();
        };
        if let Some(section) = entered {
            open(self.folding, section);
        }
        self.state.set(State::Speaking);
        speech::highlight(Some(&sentence.range));
        scroll::bring_into_view(&sentence.range);
        let it = self.clone();
        let ended = move |to_its_end| {
            let is_current = {
                let mut script = it.script.borrow_mut();
                let is_current = script.run == run;
                script.at += usize::from(is_current && to_its_end);
                is_current
            };
            match (is_current, to_its_end) {
                (true, true) => it.go_on(),
                (true, false) => it.pause(),
                (false, _) => {}
            }
        };
        let rate = self.rate.get_untracked();
        let spoken = speech::speak(&sentence.text, rate, ended);
        self.script.borrow_mut().spoken = spoken;
    }

    /// Stops in the middle of a sentence, to go on later. (The browsers' own pause does not work in all of them.)
    pub fn pause(&self) {
        self.interrupt(State::Paused);
    }

    /// Stops for good; the focus goes to the section that was read, for the buttons go.
    pub fn stop(&self) {
        self.interrupt(State::Silent);
        speech::highlight(None);
        let script = self.script.borrow();
        let mut parts = script.parts.iter();
        if let Some((_, id)) = parts.find(|(index, _)| *index == script.section) {
            page::focus(id);
        }
    }

    /// Chooses how fast it speaks, from the sentence on that is being spoken.
    pub fn set_rate(&self, rate: f32) {
        self.rate.set(rate);
        if self.state.get_untracked() == State::Speaking {
            self.go_on();
        }
    }

    fn interrupt(&self, state: State) {
        self.script.borrow_mut().run += 1;
        speech::hush();
        self.state.set(state);
    }
}
