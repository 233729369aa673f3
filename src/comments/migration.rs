//! What earlier versions kept in one object, `inside-out/commenting`, goes to entries of its own: drafts, edit tokens, votes and
//! the device's key.

use comments::{CommentId, Slug};
use serde::{Deserialize, Serialize};

use super::{
    drafts::{Draft, DraftOf, Drafts},
    local_profile::LocalProfile,
    store::credentials::{Credentials, Secret},
};

/// A text as earlier versions kept it, under a name that said what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OldDraft {
    article: String,
    text: String,
}

/// What such a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Meaning {
    DeviceKey(Secret),
    EditToken(CommentId, Secret),
    Vote(CommentId),
    Draft(DraftOf, String),
}

impl OldDraft {
    /// What it is. The device's key had the name that the draft of an article `device` had, too: a key is a UUID.
    fn meaning(&self) -> Option<Meaning> {
        let (name, text) = (self.article.as_str(), self.text.as_str());
        let after = |kind| name.strip_prefix(kind)?.parse::<CommentId>().ok();
        let secret = || Secret::new(text.to_owned()).ok();
        if let Some(id) = after("key ") {
            return Some(Meaning::EditToken(id, secret()?));
        }
        if let Some(id) = after("helpful ") {
            return Some(Meaning::Vote(id));
        }
        if name == "device" && text.parse::<CommentId>().is_ok() {
            return Some(Meaning::DeviceKey(secret()?));
        }
        let of = after("edit ")
            .map(DraftOf::Edit)
            .or_else(|| name.parse().ok().map(DraftOf::Reply))
            .or_else(|| name.parse::<Slug>().ok().map(DraftOf::Comment))?;
        Some(Meaning::Draft(of, text.to_owned()))
    }
}

/// Gives each thing in the old list an entry of its own. What finds no room, and what cannot be understood, stays in the list.
/// It runs at each visit: a tab with the earlier version may still write there.
pub fn migrate() {
    let mut profile = LocalProfile::kept();
    let before = profile.drafts.len();
    profile.drafts.retain(|old| {
        let moved = old.meaning().map(take_over);
        moved != Some(true)
    });
    if profile.drafts.len() < before {
        // What cannot be taken out now is taken over again at the next visit, with the same result.
        let _ = LocalProfile::slot().write(&profile);
    }
}

/// Keeps it where it belongs; answers whether the device has it there.
fn take_over(meaning: Meaning) -> bool {
    match meaning {
        Meaning::DeviceKey(key) => Credentials::adopt_device_key(key).is_ok(),
        Meaning::EditToken(id, token) => Credentials::keep_edit_token(id, token).is_ok(),
        Meaning::Vote(id) => Credentials::keep_yes(id).is_ok(),
        Meaning::Draft(of, text) => Drafts::adopt(&of, Draft { text, seen: None }),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test says what it expects")]

    use super::*;

    const ID: &str = "019307f8-4c00-7000-8000-000000000000";
    const TOKEN: &str = "dG9rZW4gb2YgYSBjb21tZW50";

    fn meaning(article: &str, text: &str) -> Option<Meaning> {
        let old = OldDraft {
            article: article.to_owned(),
            text: text.to_owned(),
        };
        old.meaning()
    }

    fn id() -> CommentId {
        ID.parse().expect("an id")
    }

    fn secret(text: &str) -> Secret {
        Secret::new(text.to_owned()).expect("a secret")
    }

    fn draft(of: DraftOf) -> Option<Meaning> {
        Some(Meaning::Draft(of, "typed".to_owned()))
    }

    #[test]
    fn each_old_name_has_one_meaning() {
        let article = |slug: &str| DraftOf::Comment(slug.parse().expect("a slug"));
        assert_eq!(
            meaning(&format!("key {ID}"), TOKEN),
            Some(Meaning::EditToken(id(), secret(TOKEN)))
        );
        assert_eq!(
            meaning(&format!("helpful {ID}"), "yes"),
            Some(Meaning::Vote(id()))
        );
        assert_eq!(
            meaning(&format!("edit {ID}"), "typed"),
            draft(DraftOf::Edit(id()))
        );
        assert_eq!(meaning(ID, "typed"), draft(DraftOf::Reply(id())));
        assert_eq!(meaning("gut", "typed"), draft(article("gut")));
    }

    #[test]
    fn the_device_s_key_is_told_from_the_draft_of_an_article_with_this_name() {
        assert_eq!(meaning("device", ID), Some(Meaning::DeviceKey(secret(ID))));
        let device = DraftOf::Comment("device".parse().expect("a slug"));
        assert_eq!(meaning("device", "typed"), draft(device));
    }

    #[test]
    fn what_has_no_meaning_is_left_where_it_is() {
        for (name, text) in [("", "typed"), ("No slug", "typed"), ("key 7", TOKEN)] {
            assert_eq!(meaning(name, text), None, "{name}");
        }
        assert_eq!(meaning(&format!("key {ID}"), "no secret\n"), None);
    }
}
