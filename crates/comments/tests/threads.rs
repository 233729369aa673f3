//! Shelves and what is read from them, whatever is on them.
#![expect(clippy::expect_used, reason = "a test says what it expects")]

use comments::{
    At, Changes, CommentBody, CommentId, Cursor, NewComment, PAGE, Page, Reply, Shelf, Sort,
    Timestamp, Window,
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn time(millis: u64) -> Timestamp {
    Timestamp::from_millis(millis).expect("a time")
}

fn id(number: usize) -> CommentId {
    CommentId::new(time(number as u64), [0; 10])
}

/// A comment as it is kept.
fn record(number: usize, parent: Option<usize>, is_deleted: bool, helpful: bool) -> Value {
    let mut record = json!({
        "id": id(number), "created": time(1_000 + number as u64 / 2), "changed": time(5_000 + number as u64),
    });
    if let Some(parent) = parent {
        record["parent"] = json!(id(parent));
    }
    if !is_deleted {
        record["body"] = json!(format!("number {number}"));
        record["name"] = json!("Hana");
        record["helpful"] = json!(helpful);
    }
    record
}

fn shelf(records: Vec<Value>) -> Shelf {
    serde_json::from_value(Value::Array(records)).expect("a shelf")
}

/// Comments that answer whatever they like: themselves, each other, what is not there.
fn any_shelf() -> impl Strategy<Value = Shelf> {
    let parent = prop::option::weighted(0.7, 0..70_usize);
    let of_record = (parent, prop::bool::weighted(0.25), any::<bool>());
    prop::collection::vec(of_record, 0..60).prop_map(|records| {
        let numbered = records.into_iter().enumerate();
        let records = numbered.map(|(number, (parent, is_deleted, helpful))| {
            record(number, parent, is_deleted, helpful)
        });
        shelf(records.collect())
    })
}

fn any_sort() -> impl Strategy<Value = Sort> {
    prop::sample::select(vec![Sort::Oldest, Sort::Newest, Sort::Helpful])
}

/// Everything from the start on, part by part.
fn forwards<T>(read: impl Fn(At) -> Window<T>) -> Vec<T> {
    let mut all = Vec::new();
    let mut at = At::Start;
    loop {
        let window = read(at);
        all.extend(window.items);
        match window.after {
            Some(after) => at = At::After(after),
            None => return all,
        }
    }
}

/// All comments, thread by thread.
fn all_of(shelf: &Shelf, sort: Sort) -> Vec<CommentId> {
    let threads = forwards(|at| shelf.page(sort, &at).threads);
    let of_thread = |first: CommentId| {
        let replies = forwards(|at| shelf.replies(first, &at).expect("a thread"));
        let replies = replies.into_iter().map(|reply| reply.comment.id);
        std::iter::once(first).chain(replies).collect::<Vec<_>>()
    };
    threads
        .iter()
        .flat_map(|thread| of_thread(thread.first.id))
        .collect()
}

fn ids(page: &Page) -> Vec<CommentId> {
    page.threads
        .items
        .iter()
        .map(|thread| thread.first.id)
        .collect()
}

proptest! {
    #[test]
    fn each_comment_is_shown_once_whatever_answers_what(shelf in any_shelf(), sort in any_sort()) {
        let shown = all_of(&shelf, sort);
        let mut distinct = shown.clone();
        distinct.sort_unstable();
        distinct.dedup();
        prop_assert_eq!(distinct.len(), shown.len(), "nothing twice");
        let page = shelf.page(sort, &At::Start);
        prop_assert_eq!(page.total, shelf.len());
        let kept: Vec<Value> = serde_json::to_value(&shelf).ok().and_then(|it| it.as_array().cloned()).expect("an array");
        for record in kept.iter().filter(|record| record.get("body").is_some()) {
            let id = record["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
            prop_assert!(distinct.binary_search(&id).is_ok(), "whatever says something is shown");
        }
    }

    #[test]
    fn a_thread_is_in_order_and_counts_what_is_below(shelf in any_shelf()) {
        for thread in forwards(|at| shelf.page(Sort::Oldest, &at).threads) {
            let replies: Vec<Reply> = forwards(|at| shelf.replies(thread.first.id, &at).expect("a thread"));
            prop_assert_eq!(thread.count, replies.len());
            let mut above = vec![thread.first.id];
            for (place, reply) in replies.iter().enumerate() {
                prop_assert!(reply.depth >= 1 && reply.depth <= above.len());
                above.truncate(reply.depth);
                prop_assert_eq!(above.last(), Some(&reply.to), "it stands below what it answers");
                above.push(reply.comment.id);
                let below = replies[place + 1..].iter().take_while(|it| it.depth > reply.depth);
                prop_assert_eq!(reply.replies, below.count());
                prop_assert!(!reply.comment.is_deleted() || reply.replies > 0, "a tombstone holds a place");
            }
        }
    }

    #[test]
    fn pages_go_both_ways(count in 0..90_usize, sort in any_sort()) {
        let shelf = shelf((0..count).map(|number| record(number, None, false, number % 7 == 0)).collect());
        let all = forwards(|at| shelf.page(sort, &at).threads);
        prop_assert_eq!(all.len(), count);
        let mut page = shelf.page(sort, &At::Start);
        while let Some(after) = page.threads.after {
            page = shelf.page(sort, &At::After(after));
        }
        let mut back = ids(&page);
        while let Some(before) = page.threads.before {
            page = shelf.page(sort, &At::Before(before));
            back.splice(0..0, ids(&page));
        }
        prop_assert_eq!(back, all.iter().map(|thread| thread.first.id).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_added_between_pages_moves_nothing(count in PAGE..80, sort in prop::sample::select(vec![Sort::Oldest, Sort::Newest])) {
        let mut shelf = shelf((0..count).map(|number| record(number, None, false, false)).collect());
        let first = shelf.page(sort, &At::Start);
        let new = NewComment::new(None, "", "meanwhile").expect("a comment");
        shelf.create(id(900), new, time(9_000_000)).expect("kept");
        let mut seen = ids(&first);
        if let Some(after) = first.threads.after {
            seen.extend(forwards(|at| shelf.page(sort, &if at == At::Start { At::After(after) } else { at }).threads).iter().map(|thread| thread.first.id));
        }
        seen.retain(|seen| *seen != id(900));
        let mut expected: Vec<_> = (0..count).map(id).collect();
        if sort == Sort::Newest {
            expected.reverse();
        }
        prop_assert_eq!(seen, expected);
    }

    #[test]
    fn a_comment_is_found_with_what_is_around_it(shelf in any_shelf(), sort in any_sort()) {
        for wanted in all_of(&shelf, sort) {
            let page = shelf.context(sort, wanted).expect("it is there");
            let is_there = page.threads.items.iter().any(|thread| {
                thread.first.id == wanted || thread.replies.items.iter().any(|reply| reply.comment.id == wanted)
            });
            prop_assert!(is_there);
            let all: Vec<_> = forwards(|at| shelf.page(sort, &at).threads).iter().map(|thread| thread.first.id).collect();
            let begin = all.iter().position(|id| Some(id) == ids(&page).first()).expect("a thread");
            let found = ids(&page);
            prop_assert_eq!(&all[begin..begin + found.len()], found);
        }
    }

    #[test]
    fn versions_join_in_any_order_and_any_number_of_times(a in any_shelf(), b in any_shelf(), c in any_shelf()) {
        let join = |one: &Shelf, other: &Shelf| {
            let mut joined = one.clone();
            joined.join(other.clone());
            joined
        };
        prop_assert_eq!(join(&a, &b), join(&b, &a));
        prop_assert_eq!(join(&join(&a, &b), &c), join(&a, &join(&b, &c)));
        prop_assert_eq!(join(&a, &a), a.clone());
        let joined = join(&a, &b);
        prop_assert_eq!(joined.changes(&a), Changes::default(), "nothing is left to take in");
        prop_assert!(!joined.lacks(&b));
    }

    #[test]
    fn what_is_deleted_stays_deleted(shelf in any_shelf(), pick in any::<prop::sample::Index>()) {
        let said = all_of(&shelf, Sort::Oldest);
        prop_assume!(!said.is_empty());
        let gone = said[pick.index(said.len())];
        let mut later = shelf.clone();
        later.delete(gone, time(1)).expect("it was there");
        later.join(shelf.clone());
        let has_words = later.page(Sort::Oldest, &At::Start).total;
        let mut alone = shelf.clone();
        alone.delete(gone, time(1)).expect("it was there");
        prop_assert_eq!(has_words, alone.len());
        prop_assert_eq!(later, alone);
    }

    #[test]
    fn what_is_kept_reads_back(shelf in any_shelf()) {
        let text = serde_json::to_string(&shelf).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Shelf>(&text).expect("a shelf"), shelf);
    }

    #[test]
    fn a_cursor_reads_back_and_nothing_else_is_one(letter in "[onhr]", key in any::<u64>(), number in 0..1_000_000_usize, noise in "\\PC{0,60}") {
        let text = format!("{letter}{key:x}.{}", id(number));
        let cursor: Cursor = text.parse().expect("a cursor");
        prop_assert_eq!(cursor.to_string(), text);
        if let Ok(cursor) = noise.parse::<Cursor>() {
            prop_assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
    }
}

#[test]
fn a_cursor_is_checked() {
    for text in [
        "",
        ".",
        "n1",
        "n1.",
        "n-1.x",
        "n+1.00000000-0001-7000-8000-000000000000",
        "n1.67e55044-10b1-426f-9247-bb680e5fe0c8",
        // Of no order.
        "1.00000000-0001-7000-8000-000000000000",
        "x1.00000000-0001-7000-8000-000000000000",
    ] {
        assert!(text.parse::<Cursor>().is_err(), "{text}");
    }
}

/// Where recursion or a search for each comment would end the program.
#[test]
fn ten_thousand_answers_in_a_row_and_ten_thousand_to_one_are_read() {
    for parent in [
        |number: usize| number.checked_sub(1),
        |number: usize| (number > 0).then_some(0),
    ] {
        let all = 10_000;
        let shelf = shelf(
            (0..all)
                .map(|number| record(number, parent(number), false, false))
                .collect(),
        );
        let page = shelf.page(Sort::Newest, &At::Start);
        let thread = &page.threads.items[0];
        assert_eq!((page.threads.items.len(), thread.count), (1, all - 1));
        let context = shelf.context(Sort::Newest, id(7_000)).expect("it is there");
        let replies = &context.threads.items[0].replies;
        assert!(
            replies
                .items
                .iter()
                .any(|reply| reply.comment.id == id(7_000))
        );
        let again: Shelf = serde_json::from_value(json!(shelf)).expect("a shelf");
        assert_eq!(again, shelf);
    }
}

#[test]
fn a_comment_that_an_earlier_version_kept_is_read() {
    let kept =
        json!([{ "id": id(1), "body": "Hello", "created": time(1), "unknown": { "a": [1] } }]);
    let shelf: Shelf = serde_json::from_value(kept).expect("a shelf");
    assert_eq!(shelf.len(), 1);
}

#[test]
fn a_clock_that_is_set_back_makes_no_older_versions() {
    let mut shelf = shelf(vec![record(1, None, false, false)]);
    let before = shelf.clone();
    let seen = shelf.page(Sort::Newest, &At::Start).threads.items[0]
        .first
        .version();
    let body = CommentBody::new("edited").expect("a text");
    let edited = shelf.edit(id(1), body, seen, time(3)).expect("edited");
    assert!(edited.version() > seen);
    let mut joined = before;
    joined.join(shelf.clone());
    assert_eq!(joined, shelf);
}
