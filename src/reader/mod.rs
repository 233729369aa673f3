//! What helps to read: the reader's own choices, the place in the article, the voice, passing on and printing.
//!
//! | module | what |
//! | --- | --- |
//! | [`preferences`](mod@preferences) | what the reader chooses of the page's looks: pure state |
//! | [`settings`](mod@settings) | the panel where it is chosen |
//! | [`place`](mod@place) | where the reader is in the article: pure state |
//! | [`progress`](mod@progress) | follows the place; the line at the top of the window |
//! | [`resume`](mod@resume) | "Continue where you stopped" |
//! | [`speech`](mod@speech) | reading aloud: state; [`player`](mod@player): its buttons |
//! | [`tools`](mod@tools) | the row of buttons above the sections; [`printing`](mod@printing): what is printed |
//! | [`passage`](mod@passage) | "Copy link to this passage" |
//! | [`notice`](mod@notice) | what became of an address that was passed on |

pub mod notice;
pub mod passage;
pub mod place;
pub mod player;
pub mod preferences;
pub mod printing;
pub mod progress;
pub mod resume;
pub mod settings;
pub mod speech;
pub mod tools;

pub use notice::Notice;
pub use place::Place;
pub use speech::Speech;
