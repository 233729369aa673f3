//! What every store of comments promises: one suite for all of them.
//!
//! It is called with something that makes a store without comments, and something that sees the same store from elsewhere
//! (another tab, another connection). It panics with a sentence that says what is wrong.

use std::{cell::Cell, rc::Rc};

use crate::{
    At, CommentBody, CommentId, CommentStore, Content, NewComment, Page, Sort, StoreError,
    Timestamp, asking::Asking as _,
};

/// After so many pauses nothing more is to be expected.
const PAUSES: usize = 1_000;

/// The key of the comment with this number: made later, the higher it is.
fn key(number: u64) -> CommentId {
    let moment = Timestamp::from_millis(1_700_000_000_000 + number).unwrap_or_default();
    CommentId::new(moment, [7; 10])
}

/// Posts a comment: its id.
async fn post<S: CommentStore>(
    store: &S,
    number: u64,
    parent: Option<CommentId>,
    text: &str,
) -> CommentId {
    let kept = store.create(key(number), new(parent, text)).await;
    well(kept, "a comment").id
}

/// Posts so many comments: their ids.
async fn post_many<S: CommentStore>(store: &S, count: u64) -> Vec<CommentId> {
    let mut ids = Vec::new();
    for number in 1..=count {
        ids.push(post(store, number, None, "text").await);
    }
    ids
}

fn new(parent: Option<CommentId>, body: &str) -> NewComment {
    match NewComment::new(parent, "Hana", body) {
        Ok(new) => new,
        Err(error) => panic!("the suite writes what it may: {error:?}"),
    }
}

fn body(text: &str) -> CommentBody {
    new(None, text).body
}

fn well<T>(answer: Result<T, StoreError>, what: &str) -> T {
    match answer {
        Ok(answer) => answer,
        Err(error) => panic!("{what}: {error}"),
    }
}

fn ids(page: &Page) -> Vec<CommentId> {
    let threads = page.threads.items.iter();
    threads.map(|thread| thread.first.id).collect()
}

/// The whole suite. `pause` lets others work for a moment: what they say may take its time.
pub async fn every_store_keeps_the_contract<S: CommentStore>(
    fresh: impl AsyncFn() -> [S; 2],
    pause: impl AsyncFn(),
) {
    keeps_what_is_created(fresh().await).await;
    answers_in_threads(fresh().await).await;
    edits_only_what_was_seen(fresh().await).await;
    deletes_and_leaves_tombstones(fresh().await).await;
    counts_one_vote(fresh().await).await;
    knows_what_is_missing(fresh().await).await;
    pages_forwards_and_backwards(fresh().await).await;
    leads_to_a_comment(fresh().await).await;
    tells_of_changes(fresh().await, pause).await;
}

async fn keeps_what_is_created<S: CommentStore>([store, elsewhere]: [S; 2]) {
    let empty = well(store.page(Sort::Newest, At::Start).await, "an empty page");
    assert_eq!(
        (empty.total, ids(&empty)),
        (0, Vec::new()),
        "it begins empty"
    );
    let text = "<b>Hello</b> 🙂 مرحبا\n**you**";
    let kept = well(store.create(key(1), new(None, text)).await, "a comment");
    assert_eq!(kept.parent, None, "it answers nobody");
    let said = matches!(&kept.content, Content::Said { body, .. } if body.as_str() == text);
    assert!(said, "it says what was typed, letter for letter");
    let again = well(
        store.create(key(1), new(None, text)).await,
        "the same once more",
    );
    assert_eq!(again, kept, "asked twice, it is kept once");
    let other = store.create(key(1), new(None, "other words")).await;
    assert_eq!(other, Err(StoreError::Changed), "a key is one comment's");
    let page = well(
        elsewhere.page(Sort::Newest, At::Start).await,
        "the page elsewhere",
    );
    assert_eq!((page.total, ids(&page)), (1, vec![kept.id]));
    assert_eq!(
        page.threads.items[0].first, kept,
        "it is there for others, too"
    );
}

async fn answers_in_threads<S: CommentStore>([store, _]: [S; 2]) {
    let first = post(&store, 1, None, "number 1").await;
    let second = post(&store, 2, Some(first), "number 2").await;
    let third = post(&store, 3, Some(first), "number 3").await;
    let fourth = post(&store, 4, Some(second), "number 4").await;
    let fifth = post(&store, 5, Some(fourth), "number 5").await;
    let page = well(store.page(Sort::Newest, At::Start).await, "the page");
    assert_eq!((page.total, page.threads.items.len()), (5, 1));
    let thread = &page.threads.items[0];
    assert_eq!(thread.count, 4, "all replies are counted");
    assert_eq!(
        thread.replies.items.len(),
        crate::FIRST_REPLIES,
        "the first ones come along"
    );
    let rest = thread.replies.after.map(At::After).unwrap_or_default();
    let rest = well(store.replies(first, rest).await, "the rest of the replies");
    let all = thread.replies.items.iter().chain(&rest.items);
    let placed: Vec<_> = all
        .map(|it| (it.comment.id, it.depth, it.to, it.replies))
        .collect();
    let expected = [
        (second, 1, first, 2),
        (fourth, 2, second, 1),
        (fifth, 3, fourth, 0),
        (third, 1, first, 0),
    ];
    assert_eq!(placed, expected, "each reply stands below what it answers");
    assert_eq!(
        (rest.before.is_some(), rest.after),
        (true, None),
        "and that is all"
    );
}

async fn edits_only_what_was_seen<S: CommentStore>([store, elsewhere]: [S; 2]) {
    let first = well(store.create(key(1), new(None, "first")).await, "a comment");
    let edited = well(
        store.edit(first.id, body("second"), first.version()).await,
        "an edit",
    );
    assert!(
        edited.version() > first.version(),
        "an edit is another version"
    );
    let is_edited = matches!(&edited.content, Content::Said { edited: Some(_), body, .. } if body.as_str() == "second");
    assert!(is_edited, "it says so, and says the other text");
    assert_eq!(edited.created, first.created, "it is as old as it was");
    let stale = elsewhere
        .edit(first.id, body("third"), first.version())
        .await;
    assert_eq!(
        stale,
        Err(StoreError::Changed),
        "who has not seen it does not overwrite it"
    );
    let page = well(elsewhere.page(Sort::Newest, At::Start).await, "the page");
    assert_eq!(page.threads.items[0].first, edited, "nothing else was kept");
}

async fn deletes_and_leaves_tombstones<S: CommentStore>([store, elsewhere]: [S; 2]) {
    let parent = post(&store, 1, None, "a parent").await;
    let reply = post(&store, 2, Some(parent), "a reply").await;
    well(elsewhere.delete(parent).await, "deleting");
    well(store.delete(parent).await, "what is deleted already is");
    let page = well(store.page(Sort::Newest, At::Start).await, "the page");
    let thread = &page.threads.items[0];
    assert!(thread.first.is_deleted(), "a tombstone holds its place");
    assert_eq!((page.total, thread.count), (1, 1), "and counts for nothing");
    let late = store.create(key(3), new(Some(parent), "too late")).await;
    assert_eq!(
        late,
        Err(StoreError::Missing),
        "nobody answers what is deleted"
    );
    let seen = thread.first.version();
    assert_eq!(
        store.edit(parent, body("again"), seen).await,
        Err(StoreError::Missing)
    );
    well(store.delete(reply).await, "deleting the reply");
    let page = well(store.page(Sort::Newest, At::Start).await, "the page");
    assert_eq!(
        (page.total, ids(&page)),
        (0, Vec::new()),
        "without replies nothing is left"
    );
}

async fn counts_one_vote<S: CommentStore>([store, _]: [S; 2]) {
    let older = post(&store, 1, None, "older").await;
    let newer = post(&store, 2, None, "newer").await;
    for _ in 0..2 {
        let voted = well(store.helpful(older, true).await, "a vote");
        assert_eq!(
            (voted.helpful.count, voted.helpful.mine),
            (1, true),
            "one vote a device"
        );
    }
    let page = well(store.page(Sort::Helpful, At::Start).await, "the page");
    assert_eq!(ids(&page), [older, newer], "the most helpful first");
    let voted = well(store.helpful(older, false).await, "a vote taken back");
    assert_eq!((voted.helpful.count, voted.helpful.mine), (0, false));
    let page = well(store.page(Sort::Helpful, At::Start).await, "the page");
    assert_eq!(ids(&page), [newer, older], "else the newest");
}

async fn knows_what_is_missing<S: CommentStore>([store, _]: [S; 2]) {
    const MISSING: StoreError = StoreError::Missing;
    let seen = Timestamp::default();
    let nobody = key(9);
    assert_eq!(
        store.create(key(1), new(Some(nobody), "to nobody")).await,
        Err(MISSING)
    );
    assert_eq!(store.edit(nobody, body("text"), seen).await, Err(MISSING));
    assert_eq!(store.delete(nobody).await, Err(MISSING));
    assert_eq!(store.helpful(nobody, true).await, Err(MISSING));
    assert_eq!(store.report(nobody).await, Err(MISSING));
    assert_eq!(store.replies(nobody, At::Start).await, Err(MISSING));
    assert_eq!(store.context(Sort::Newest, nobody).await, Err(MISSING));
    let kept = post(&store, 1, None, "text").await;
    well(store.report(kept).await, "a report");
    well(store.report(kept).await, "the same report once more");
}

async fn pages_forwards_and_backwards<S: CommentStore>([store, elsewhere]: [S; 2]) {
    let many = 2 * crate::PAGE as u64 + 5;
    let posted = post_many(&store, many).await;
    for sort in [Sort::Oldest, Sort::Newest, Sort::Helpful] {
        let mut all = posted.clone();
        if sort != Sort::Oldest {
            all.reverse();
        }
        let mut page = well(store.page(sort, At::Start).await, "the first page");
        assert_eq!((page.total, page.threads.before), (all.len(), None));
        let mut seen = ids(&page);
        while let Some(after) = page.threads.after {
            page = well(store.page(sort, At::After(after)).await, "the next page");
            seen.extend(ids(&page));
        }
        assert_eq!(seen, all, "forwards, {sort}: each once, in order");
        let mut back = ids(&page);
        while let Some(before) = page.threads.before {
            page = well(
                store.page(sort, At::Before(before)).await,
                "the page before",
            );
            back.splice(0..0, ids(&page));
        }
        assert_eq!(back, all, "backwards, {sort}: each once, in order");
    }
    let page = well(store.page(Sort::Newest, At::Start).await, "the first page");
    post(&elsewhere, 999, None, "meanwhile").await;
    let after = page.threads.after.map(At::After).unwrap_or_default();
    let next = well(store.page(Sort::Newest, after).await, "the next page");
    let seen: Vec<_> = ids(&page).into_iter().chain(ids(&next)).collect();
    let expected: Vec<_> = posted.into_iter().rev().take(2 * crate::PAGE).collect();
    assert_eq!(seen, expected, "what comes first meanwhile moves nothing");
}

async fn leads_to_a_comment<S: CommentStore>([store, _]: [S; 2]) {
    let many = 3 * crate::PAGE as u64;
    let middle = post_many(&store, many).await[crate::PAGE];
    let mut replies = Vec::new();
    for number in 1..=2 * crate::REPLIES as u64 {
        replies.push(post(&store, 1_000 + number, Some(middle), "a reply").await);
    }
    let page = well(
        store.context(Sort::Newest, middle).await,
        "the threads around a comment",
    );
    assert!(ids(&page).contains(&middle));
    assert!(
        page.threads.before.is_some() && page.threads.after.is_some(),
        "both sides go on"
    );
    let wanted = replies[crate::REPLIES];
    let page = well(
        store.context(Sort::Newest, wanted).await,
        "the threads around a reply",
    );
    let thread = page
        .threads
        .items
        .iter()
        .find(|thread| thread.first.id == middle);
    let replies = thread.map(|thread| &thread.replies);
    let found = replies.is_some_and(|it| it.items.iter().any(|it| it.comment.id == wanted));
    assert!(found, "it is among its thread's replies");
    let sides = replies.map(|it| (it.before, it.after));
    let Some((Some(before), Some(after))) = sides else {
        panic!("both sides of the replies go on: {sides:?}");
    };
    let before = well(
        store.replies(middle, At::Before(before)).await,
        "replies before",
    );
    let after = well(
        store.replies(middle, At::After(after)).await,
        "replies after",
    );
    let shown = replies.map_or(0, |it| it.items.len());
    let count = before.items.len() + shown + after.items.len();
    assert!(count <= crate::REPLIES * 3 && before.items.len() > 1 && after.items.len() > 1);
}

async fn tells_of_changes<S: CommentStore>([store, elsewhere]: [S; 2], pause: impl AsyncFn()) {
    let heard = Rc::new(Cell::new(0));
    let count = heard.clone();
    store.subscribe(move || count.set(count.get() + 1));
    post(&elsewhere, 1, None, "text").await;
    for _ in 0..PAUSES {
        if heard.get() == 0 {
            pause().await;
        }
    }
    assert!(heard.get() > 0, "what is changed elsewhere is heard");
}
