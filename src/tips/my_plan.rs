//! [`MyPlan`]: the model, kept on the device, shown on the page, and what the reader presses.

use std::{cell::RefCell, rc::Rc};

use document::{Date, Outline, PlanIdeas, Weekday};
use leptos::task::spawn_local;
use plans::{Entry, Join, TipId};

use super::{
    action::{Action, OnAll, OnTip, Part},
    button::NAME,
    card,
    model::Model,
    panel::PANEL,
    plan_view::note_id,
    planner::{FORM, field_id},
    reminder,
    take_along::IMPORT,
};
use crate::browser::{
    after_start, clock, file, page,
    patch::patch,
    press,
    printer::{self, Extent},
};

/// The reader's plan, on every page of the site the same one. A clone is the same plan.
///
/// `keeping` keeps it on the device, `carrying` passes it on and takes it in.
#[derive(Clone)]
pub struct MyPlan(pub(super) Rc<RefCell<Model>>);

impl MyPlan {
    /// Begins once the page is taken over. `outline` is the article's, where the page shows one.
    pub fn begin(outline: Option<&Outline>) {
        let plan = Self(Rc::new(RefCell::new(Model {
            tips: outline.map(tips_of).unwrap_or_default(),
            ..Model::default()
        })));
        after_start(move || plan.start());
    }

    fn start(&self) {
        self.change(|model| {
            model.today = clock::today();
            model.first = clock::first_weekday();
        });
        self.begin_to_keep();
        self.take_in_what_a_link_carries();
        page::focus_when_opened(PANEL);
        let plan = self.clone();
        clock::on_time(move || plan.look_at_the_clock());
        let plan = self.clone();
        press::on_button(NAME, move |value| {
            if let Ok(action) = value.parse() {
                plan.act(action);
            }
        });
        let plan = self.clone();
        press::on_submit(FORM, move || plan.decide());
        let plan = self.clone();
        press::on_change(move |event| plan.hear_field(event));
    }

    fn act(&self, action: Action) {
        self.look_at_the_clock();
        self.change(|model| model.set_aside = None);
        match action {
            Action::Tip(OnTip::Write, tip) => {
                self.look_back(&tip);
                self.write(tip);
            }
            Action::Tip(OnTip::Today, tip) => {
                self.alter(&tip, &|entry, today| entry.tick(today, today));
            }
            Action::Tip(OnTip::Keep, tip) => {
                self.look_back(&tip);
                page::focus_at_top(PANEL);
            }
            Action::Tip(OnTip::Drop, tip) => {
                self.look_back(&tip);
                self.alter(&tip, &|entry, _| {
                    entry.plan.revise(|plan| plan.active = false);
                });
                page::focus_at_top(PANEL);
            }
            Action::Tick(tip, day) => self.alter(&tip, &|entry, today| entry.tick(day, today)),
            Action::Remind(tip, number) => {
                let day = Weekday::Monday.nth_next(number);
                self.alter(&tip, &|entry, _| {
                    entry.plan.revise(|plan| plan.on = plan.on.toggled(day));
                });
            }
            Action::Fill(part, idea) => page::set_value(field_id(part), &idea),
            Action::All(what) => self.act_on_all(what),
        }
    }

    fn act_on_all(&self, what: OnAll) {
        match what {
            OnAll::Open => return page::open_popover(PANEL),
            OnAll::Close => return page::close_popover(PANEL),
            OnAll::Calendar => return self.save_calendar(),
            OnAll::Print => return printer::print(Extent::Plan),
            OnAll::Link => return self.pass_on(),
            OnAll::Export => return self.export(),
            OnAll::Erase => return self.ask_to_erase(),
            OnAll::Cancel => self.update(|model| model.draft = None),
            OnAll::Leave => self.update(|model| model.offer = None),
            OnAll::Accept => {
                self.change(|model| {
                    let offer = model.offer.take();
                    model.plans.join(offer.unwrap_or_default());
                });
                self.keep();
            }
            OnAll::PutBack => self.put_back(),
        }
        // The button that was pressed is gone.
        page::focus_at_top(PANEL);
    }

    /// The time of a reminder was chosen, or a file to take in.
    fn hear_field(&self, event: press::Event) {
        let (name, value) = page::name_and_value(&event);
        if let Some(tip) = reminder::tip_of(&name) {
            // A field that was emptied changes nothing.
            if let Ok(time) = value.parse() {
                self.alter(&tip, &|entry, _| entry.plan.revise(|plan| plan.at = time));
            }
        } else if press::is_on(&event, IMPORT) {
            let plan = self.clone();
            spawn_local(async move {
                if let Some(text) = file::chosen(event).await {
                    plan.offer(&text);
                }
            });
        }
    }

    /// Begins to write the plan for a tip, in the panel.
    fn write(&self, tip: TipId) {
        self.update(|model| {
            let name = match model.plans.entry(&tip) {
                Some(entry) => entry.plan.tip.to_string(),
                None => page::text(&card::heading_id(&tip)),
            };
            model.news = None;
            model.write(tip, name);
        });
        page::open_popover(PANEL);
        page::focus_at_top(PANEL);
    }

    /// Decides what stands in the form, and keeps it; what is wrong is said beside its field, which takes the focus.
    fn decide(&self) {
        self.look_at_the_clock();
        let [cue, action] = [Part::Cue, Part::Action].map(|part| page::value(field_id(part)));
        let mut wrong = None;
        self.update(|model| wrong = model.decide(&cue, &action).err());
        if let Some(part) = wrong {
            page::focus(field_id(part));
        } else {
            self.keep();
            page::focus_at_top(PANEL);
        }
    }

    /// A look back, if one is due, is over with whatever was decided; its note is kept.
    fn look_back(&self, tip: &TipId) {
        let note = page::value(&note_id(tip));
        let is_due = self.0.borrow().is_look_due(tip);
        if is_due {
            self.alter(tip, &|entry, today| {
                entry.looks.insert(today, note.trim().to_owned());
            });
        }
    }

    /// Changes what is known of a tip, and keeps it.
    fn alter(&self, tip: &TipId, change: &dyn Fn(&mut Entry, Date)) {
        self.change(|model| {
            if let Some(today) = model.today {
                model.plans.alter(tip, |entry| change(entry, today));
            }
        });
        self.keep();
    }

    fn look_at_the_clock(&self) {
        let today = clock::today();
        let is_another = self.0.borrow().today != today;
        if is_another {
            self.update(|model| model.today = today);
        }
    }

    /// Tells the reader something; the same news twice is news, too.
    pub(super) fn say(&self, news: &str) {
        self.update(|model| model.news = None);
        self.update(|model| model.news = Some(news.to_owned()));
    }

    /// Changes the model, which is shown later.
    pub(super) fn change(&self, change: impl FnOnce(&mut Model)) {
        change(&mut self.0.borrow_mut());
    }

    /// Changes the model and shows it.
    pub(super) fn update(&self, change: impl FnOnce(&mut Model)) {
        self.change(change);
        self.show();
    }

    /// Puts the model on the page.
    pub(super) fn show(&self) {
        let pieces = self.0.borrow().pieces();
        // What the page does meanwhile, such as taking the focus from a field that goes, may ask the model.
        for (selector, pieces) in pieces {
            patch(&selector, &pieces);
        }
    }
}

/// The tips of an article, with what their author suggests.
fn tips_of(outline: &Outline) -> Vec<(TipId, PlanIdeas)> {
    let tips = outline.sections.iter().flat_map(|section| &section.tips);
    tips.map(|tip| {
        let id = TipId {
            article: outline.slug.clone(),
            tip: tip.id.clone(),
        };
        (id, tip.plan.clone())
    })
    .collect()
}
