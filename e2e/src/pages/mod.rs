//! Page objects: what a reader finds, by role, name and label, and what they can do with it. They know the page's contract
//! (roles, names, ids of fragments) and no class of its styles.

mod article;
mod beside;
mod contents;
mod discussion;
mod field;
mod plan;
mod planned;
mod player;
mod question;
mod section;
mod settings;
mod tip;

pub use article::ArticlePage;
pub use beside::{Beside, fragment_of};
pub use discussion::{Discussion, ShownComment};
pub use field::Field;
pub use plan::MyPlan;
pub use planned::{Day, Planned};
pub use question::Question;
pub use section::SectionPart;
pub use settings::{Looks, Settings};
pub use tip::Tip;

/// White space joined, as the eye does.
pub fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
