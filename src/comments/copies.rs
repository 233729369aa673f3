//! What a reader can do with all comments on an article: take a copy along, take one in, erase them.

use comments::{
    ImportError, KeepsShelf, Shelf,
    export::{Export, Exported, Header},
};
use leptos::task::spawn_local;

use super::{
    Discussion, action::OnAll, listing::Listing, state::Model, store::PageStore as _,
    thread::act_on_all,
};
use crate::{
    browser::{
        dialog::{self, Question},
        file, press,
    },
    json,
    piece::{Piece, element, says},
};

/// The id of the field that takes a file in.
const IMPORT: &str = "comments--import";

/// Before all comments are erased.
const ERASE: Question = Question {
    title: "Erase all your comments on this article?",
    explanation: "They are on this device only. You can undo it until you leave this page.",
    yes: "Erase all",
    no: "Cancel",
};

/// Export and erase of comments that there are, or the way back; import.
pub fn copies(model: &Model) -> Piece {
    let mut content = Vec::new();
    if model.erased.is_some() {
        content.push(says(
            "p.note",
            "All your comments on this article are erased.",
        ));
        content.push(act_on_all("Undo", OnAll::PutBack));
    }
    if model.listing.page().is_some_and(|page| page.total > 0) {
        content.push(act_on_all("Export", OnAll::Export));
        content.push(act_on_all("Erase all", OnAll::Erase));
    }
    content.push(says("label", "Import").with("for", IMPORT));
    let field = element(
        "input[type=file][accept=.json,application/json]",
        Vec::new(),
    );
    let is_loading = model.listing == Listing::Loading;
    content.push(field.with("id", IMPORT).with_if("disabled", is_loading));
    element("div.copies", content).with("id", "comments--copies")
}

impl Discussion {
    /// Takes in every file that is chosen from now on.
    pub(super) fn begin_to_import(&self) {
        let it = self.clone();
        press::on_change(move |event| {
            if press::is_on(&event, IMPORT) {
                let it = it.clone();
                spawn_local(async move {
                    if let Some(text) = file::chosen(event).await {
                        it.import(&text);
                    }
                });
            }
        });
    }

    /// Saves a copy.
    pub(super) fn export(&self) {
        let write = |shelf: &Shelf| json::write(&Export::new(&self.article, shelf.clone()));
        let Some(store) = self.store.device() else {
            return;
        };
        if let Ok(Some(text)) = store.look(write) {
            file::save("comments.json", "application/json", &text);
        }
    }

    /// Takes in what is new in a file. A file that cannot be read changes nothing.
    fn import(&self, text: &str) {
        let read = || {
            let header: Option<Header> = json::read(text);
            header.ok_or(ImportError::NotOurs)?.check(&self.article)?;
            let exported: Option<Exported> = json::read(text);
            exported.ok_or(ImportError::NotOurs)
        };
        let Some(store) = self.store.device() else {
            return;
        };
        let taken = match read() {
            Ok(exported) => store
                .join(exported.comments)
                .map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        self.update(|model| model.imported(taken));
        self.list(None);
    }

    /// Asks whether to erase all comments.
    pub(super) fn ask_to_erase(&self) {
        let it = self.clone();
        dialog::confirm(&ERASE, "comments--erase", move || it.erase());
    }

    /// Erases all comments; they can be put back as long as the page is open.
    fn erase(&self) {
        let Some(store) = self.store.device() else {
            return;
        };
        let erased = store.erase();
        self.update(|model| match erased {
            Ok(all) => model.erased(all),
            Err(error) => model.refused = Some(error.to_string()),
        });
        self.list(None);
    }

    /// Puts back what was erased.
    pub(super) fn put_back(&self) {
        let erased = self.model.borrow_mut().erased.take();
        if let (Some(shelf), Some(store)) = (erased, self.store.device()) {
            let answer = store.join(shelf.clone());
            self.update(|model| {
                if let Err(error) = answer {
                    model.refused = Some(error.to_string());
                    model.erased = Some(shelf);
                }
            });
            self.list(None);
        }
    }
}
