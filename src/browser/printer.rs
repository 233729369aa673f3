//! The print dialogue.

use leptos::prelude::window;

use super::{on_window, page};

/// What of the page is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Everything,
    /// Only the sections that are open.
    Open,
    /// The reader's plan alone.
    Plan,
}

/// Opens the print dialogue. `style/print.css` knows what `data-print` means.
pub fn print(extent: Extent) {
    let value = match extent {
        Extent::Everything => None,
        Extent::Open => Some("open"),
        Extent::Plan => Some("plan"),
    };
    page::set_root_attribute("data-print", value);
    // Where printing is forbidden, nothing is printed; the browser says so.
    let _ = window().print();
}

/// Forgets what was printed, once it is: some browsers return from the dialogue before that.
pub fn forget_afterwards() {
    on_window("afterprint", |_| {
        page::set_root_attribute("data-print", None);
    });
}
