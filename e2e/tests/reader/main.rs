//! What a reader does, in Chromium, Firefox and `WebKit`. The harness is the crate `e2e`; `make test-e2e` runs all of it.
//!
//! One browser's stories: `cargo test -p e2e firefox`; one story: `cargo test -p e2e a_section_folds`.

mod accessibility;
mod accidents;
mod aloud;
mod answering;
mod arriving;
mod articles;
mod broken_storage;
mod broken_transport;
mod calendar_file;
mod clock_changes;
mod comment_times;
mod commenting;
mod contents;
mod copies;
mod credentials;
mod days;
mod deleting;
mod drafts;
mod editing;
mod figure;
mod folding;
mod harness;
mod hostile;
mod html;
mod intermediaries;
mod kept;
mod keyboard;
mod loading;
mod long_thread;
mod markup;
mod notes;
mod permalinks;
mod plan;
mod plan_days;
mod plan_erased;
mod plan_for_everyone;
mod plan_in_private;
mod plan_tabs;
mod plan_taken_along;
mod planning;
mod printing;
mod progress;
mod reader_view;
mod reading;
mod remembering;
mod settings;
mod shared;
mod sharing;
mod sizes;
mod sorting;
mod travelling;
mod trust;
mod weeks;
mod writing;

/// What the loader says when the program cannot be had; and what browsers say about why.
const NO_PROGRAM: &str = "Inside Out: the program did not start.";

/// What Firefox notes where storage is denied, whatever the page does about it.
const DENIED: &str = "blocking all storage access requests";

/// Where the device keeps the comments on the article.
const COMMENTS: &str = "inside-out/comments/gut-skin-connection";

/// The sections of the article.
const SECTIONS: [&str; 4] = [
    "The Gut Microbiome: A Trillion-Strong Ally",
    "The Gut-Skin Axis: A Two-Way Street",
    "Nourishing Your Gut for Glowing Skin",
    "The Takeaway",
];

/// Their ids, by which fragments lead to them.
const SECTION_IDS: [&str; 4] = [
    "the-gut-microbiome-a-trillion-strong-ally",
    "the-gut-skin-axis-a-two-way-street",
    "nourishing-your-gut-for-glowing-skin",
    "the-takeaway",
];

/// The tips of the article.
const TIPS: [&str; 3] = [
    "Eat a Gut-Friendly Diet",
    "Manage Stress",
    "Consider Probiotic Supplements",
];

/// The first line of `original` that `text` does not hold after the lines before it.
fn first_missing_line<'o>(original: &'o str, text: &str) -> Option<&'o str> {
    let mut rest = text;
    original
        .lines()
        .filter(|line| !line.trim().is_empty())
        .find(|line| {
            let line = e2e::pages::joined(line);
            match rest.find(&line) {
                Some(at) => {
                    rest = &rest[at + line.len()..];
                    false
                }
                None => true,
            }
        })
}
