//! The section "Comments".

use comments::NewComment;
use document::Slug;
use leptos::{prelude::*, task::spawn_local};

use super::{
    composer::ComposerForm,
    state::{Composer, Thread},
    store::{CommentStore, DeviceStore},
    thread::ThreadView,
};
use crate::browser::after_start;

/// The discussion of one article: the form, and below it the comments, newest first.
#[component]
pub fn Discussion(
    /// The article's slug.
    article: Slug,
) -> impl IntoView {
    let store = StoredValue::new(DeviceStore::new(&article));
    let thread = RwSignal::new(Thread::Loading);
    let composer = RwSignal::new(Composer::Starting);

    let list = move || {
        spawn_local(async move {
            let answer = store.get_value().list().await;
            // The page may be gone by now.
            thread.try_set(Thread::answered(answer));
        });
    };
    after_start(move || {
        composer.set(Composer::Ready);
        list();
        store.with_value(|store| store.on_change(list));
    });
    let post = Callback::new(move |new: NewComment| {
        composer.set(Composer::Sending);
        spawn_local(async move {
            match store.get_value().create(new).await {
                Ok(comment) => {
                    thread.try_update(|thread| thread.posted(comment));
                    composer.try_set(Composer::Sent);
                }
                Err(error) => {
                    composer.try_set(Composer::Refused(error));
                }
            }
        });
    });

    view! {
        <section id="comments" class="discussion" aria-labelledby="comments--heading">
            <h2 id="comments--heading">"Comments"</h2>
            <a class="anchor" href="#comments" aria-label="Link to this heading"></a>
            // Which of these shows is the styles' business: `data-program` on <html> says how the program is.
            <p class="note when-program-works">"Saved on this device; only you see these."</p>
            <p class="note when-program-absent">
                "Comments need this page\u{2019}s program, and JavaScript is off. The article is all here."
            </p>
            <p class="note when-program-failed">
                "Comments need this page\u{2019}s program, which did not load. The article is all here; "
                "reload the page to try again."
            </p>
            <ComposerForm composer post/>
            <ThreadView thread/>
        </section>
    }
}
