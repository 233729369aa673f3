//! The print dialogue.

use leptos::prelude::window;

use super::page;

/// What of the page is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Everything,
    /// Only the sections that are open.
    Open,
}

/// Opens the print dialogue; returns once it is closed. `style/print.css` knows what `data-print` means.
pub fn print(extent: Extent) {
    let value = (extent == Extent::Open).then_some("open");
    page::set_root_attribute("data-print", value);
    // Where printing is forbidden, nothing is printed; the browser says so.
    let _ = window().print();
    page::set_root_attribute("data-print", None);
}
