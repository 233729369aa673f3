//! What the reader prefers.
//!
//! | module | what |
//! | --- | --- |
//! | [`theme`](mod@theme) | system, light or dark: the choice, its button, and where it is kept |

pub mod theme;

pub use theme::ThemeButton;
