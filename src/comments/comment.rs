//! One comment.

use comments::Comment;
use leptos::prelude::*;

use crate::browser::clock;

/// A comment: who, when, what; all as text. It is shown only in the browser, whose clock words its time.
#[component]
pub fn CommentView(
    /// The comment.
    comment: Comment,
) -> impl IntoView {
    let Comment {
        id,
        name,
        body,
        created,
    } = comment;
    let author_id = format!("comment-{id}--author");
    let name = name.map_or_else(|| "Anonymous".to_owned(), String::from);
    view! {
        <li>
            <article id=format!("comment-{id}") class="comment" aria-labelledby=author_id>
                <p class="meta">
                    <bdi class="author" id=author_id.clone()>{name}</bdi>
                    <time datetime=created.to_string()>{clock::in_words(created)}</time>
                </p>
                <p class="body" dir="auto">{body.to_string()}</p>
            </article>
        </li>
    }
}
