//! Tips, the items of a section marked `{.tips}`, and the reader's plan made of them.
//!
//! ```text
//! press --Action--> MyPlan --change--> Model (pure) --views (pure)--> Piece --patch--> cards, panel, count
//!                     |  ^-- storage event: another tab has kept something
//!                     `--> Slot<Plans> (device); calendar file, print, link, JSON
//! ```
//!
//! | module | what |
//! | --- | --- |
//! | [`model`](mod@model) | what the plan can be in and what changes it: pure; the rules of plans are the crate `plans` |
//! | [`my_plan`](mod@my_plan) | [`MyPlan`]: the model, shown on the page, and what the reader presses |
//! | `keeping`, `carrying` | how it is kept on the device, in step with other tabs; how it is passed on and taken in |
//! | [`action`](mod@action) | [`Action`]: what a button of the plan does |
//! | [`list`](mod@list) | the tips in the article: words, but for what the reader plans with them |
//! | [`card`](mod@card) | what the reader plans with one tip, on its card |
//! | [`panel`](mod@panel) | "My plan": the button and what it opens |
//! | [`planner`](mod@planner) | the form "When …, I will …" |
//! | [`plan_view`](mod@plan_view), [`week`](mod@week), [`reminder`](mod@reminder) | one plan: what was done, the look back, the calendar |
//! | [`take_along`](mod@take_along) | what can be done with the whole plan |

pub mod action;
pub mod button;
pub mod card;
mod carrying;
mod keeping;
pub mod list;
pub mod model;
pub mod my_plan;
pub mod panel;
pub mod plan_view;
pub mod planner;
pub mod reminder;
pub mod take_along;
pub mod week;

pub use action::Action;
pub use my_plan::MyPlan;
