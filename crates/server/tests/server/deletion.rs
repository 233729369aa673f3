//! What is deleted is gone; what is repeated tells no secrets; one file has one server, and backups.

use std::{path::Path, time::Duration};

use anyhow::{Result, ensure};
use comments::{NewComment, Slug, Timestamp};
use reqwest::{Method, StatusCode};
use serde_json::Value;
use server::{
    clock::now,
    repository::{Database, Repository, secrets::IdempotencyKey},
};

use crate::running::{ARTICLE, Running, command, commanded, folder, is_problem, key, until};

/// Whether any file of the database holds a text.
fn is_on_disk(folder: &Path, text: &str) -> Result<bool> {
    for file in std::fs::read_dir(folder.join("data"))? {
        let bytes = std::fs::read(file?.path())?;
        if bytes.windows(text.len()).any(|it| it == text.as_bytes()) {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn delete(server: &Running, id: &str, token: &str) -> Result<()> {
    let delete = server
        .ask(Method::DELETE, &format!("/comments/{id}"))
        .bearer_auth(token)
        .header("if-match", "*");
    delete.send().await?.error_for_status()?;
    Ok(())
}

#[tokio::test]
async fn nothing_of_a_deleted_comment_is_left_on_the_disk() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &["--changes", "0"])?;
    // One is short; the other one is in pages of its own.
    let long = format!("{}THE END OF A LONG SECRET", "a long secret. ".repeat(300));
    let texts = ["A SHORT SECRET", &long];
    let mut posted = Vec::new();
    for text in texts {
        posted.push(server.post(None, text).await?);
        server
            .post(None, &format!("beside it, of {} characters", text.len()))
            .await?;
    }
    for path in ["helpful", "reports"] {
        let method = if path == "helpful" {
            Method::PUT
        } else {
            Method::POST
        };
        let path = format!("/comments/{}/{path}", posted[0].id);
        let said = server
            .ask(method, &path)
            .bearer_auth("a-device-of-this-test");
        said.send().await?.error_for_status()?;
    }
    assert!(
        is_on_disk(folder.path(), "A SHORT SECRET")?
            && is_on_disk(folder.path(), "THE END OF A LONG SECRET")?
    );
    for comment in &posted {
        delete(&server, &comment.id, &comment.token).await?;
    }
    until("the texts are gone from the files", async || {
        let is_there = is_on_disk(folder.path(), "SHORT SECRET")?
            || is_on_disk(folder.path(), "THE END OF A LONG SECRET")?;
        Ok((!is_there).then_some(()))
    })
    .await?;
    sqlx::any::install_default_drivers();
    let file = folder.path().join("data/comments.db");
    let pool = sqlx::AnyPool::connect(&format!("sqlite://{}", file.display())).await?;
    let left: i64 = sqlx::query_scalar(
        "SELECT (SELECT count(*) FROM votes) + (SELECT count(*) FROM reports)
        + (SELECT count(*) FROM comments WHERE body IS NULL AND (length(request_hash) > 0 OR length(nonce) > 0))",
    )
    .fetch_one(&pool)
    .await?;
    assert_eq!(
        left, 0,
        "no vote, no report, nothing that the request is known by"
    );
    Ok(())
}

#[tokio::test]
async fn a_deleted_comment_is_not_posted_again_by_its_key() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &[])?;
    let posted = server.post(None, "regretted").await?;
    delete(&server, &posted.id, &posted.token).await?;
    for words in ["regretted", "other words"] {
        let again = server
            .new_comment(&key("regretted"), None, words)
            .send()
            .await?;
        let problem = is_problem(again, 410, "gone").await?;
        assert!(!problem.to_string().contains(&posted.token));
    }
    assert_eq!(server.page().await?["total"], 0);
    delete(&server, &posted.id, &posted.token).await?;
    Ok(())
}

#[tokio::test]
async fn the_edit_token_is_told_again_for_a_day_only() -> Result<()> {
    let folder = folder()?;
    let database = Database::Sqlite(folder.path().join("data/comments.db"));
    let repository = Repository::open(&database).await?;
    let slug: Slug = ARTICLE.parse()?;
    let day = 24 * 60 * 60 * 1_000;
    let posted_at = now().as_millis() - 2 * day;
    let post = async |key: &str, at: u64| {
        let key = IdempotencyKey::new(key)?;
        let new = NewComment::new(None, "Hana", "text").expect("a comment");
        let posted = repository.create(&slug, &key, new, Timestamp::from_millis(at)?);
        anyhow::Ok(posted.await?)
    };
    let first = post(&key("text"), posted_at).await?;
    let soon = post(&key("text"), posted_at + day).await?;
    assert!(first.edit_token.is_some() && soon.edit_token == first.edit_token);
    let late = post(&key("text"), posted_at + day + 1).await?;
    assert_eq!(
        (late.comment, late.edit_token),
        (first.comment.clone(), None)
    );
    // Pages of earlier versions made keys that can be guessed more easily: good for keeping a comment once, no more.
    let guessable = "0190163d-8694-739b-aea5-966c26f8ad91";
    assert!(post(guessable, posted_at).await?.edit_token.is_some());
    assert!(post(guessable, posted_at).await?.edit_token.is_none());
    repository.close().await;
    drop(repository);

    let server = Running::start(folder.path(), &[])?;
    let late = server
        .new_comment(&key("text"), None, "text")
        .send()
        .await?;
    assert_eq!(late.status(), StatusCode::OK, "nothing was made");
    let late: Value = late.json().await?;
    assert_eq!(late["comment"]["id"], first.comment.id.to_string());
    assert!(late.get("edit_token").is_none(), "{late}");
    assert_eq!(server.page().await?["total"], 2);
    Ok(())
}

#[tokio::test]
async fn an_older_key_is_no_credential() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &[])?;
    for key in [
        "0123456789abcdef",
        "a-key-of-21-character",
        &"ab".repeat(16),
    ] {
        let refused = server.new_comment(key, None, "text").send().await?;
        let problem = is_problem(refused, 400, "malformed").await?;
        let detail = problem["detail"].as_str().unwrap_or_default();
        assert!(detail.contains("128 random bits"), "{detail}");
    }
    Ok(())
}

#[tokio::test]
async fn one_file_has_one_server() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &[])?;
    server.post(None, "first").await?;
    let other = Running::start(folder.path(), &[]).err();
    let said = other.map(|it| it.to_string()).unwrap_or_default();
    ensure!(
        said.contains("another inside-out-server serves") && said.contains("comments.db"),
        "{said}"
    );
    // By another name it is the same file.
    let link = folder.path().join("link.db");
    std::os::unix::fs::symlink(folder.path().join("data/comments.db"), &link)?;
    let other = Running::start(folder.path(), &["--data", &link.to_string_lossy()]).err();
    ensure!(other.is_some_and(|it| it.to_string().contains("another inside-out-server")));
    let mut server = server;
    server.signal("-KILL")?;
    server.ended().await?;
    let server = Running::start(folder.path(), &[])?;
    assert_eq!(server.page().await?["total"], 1, "a crash leaves no lock");
    Ok(())
}

#[tokio::test]
async fn a_backup_made_while_serving_can_be_restored() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &["--changes", "0", "--requests", "0"])?;
    let first = server.post(None, "first").await?;
    server.post(Some(&first.id), "reply").await?;
    let before = server.page().await?;
    let backup = folder.path().join("backup.db");
    let name = backup.to_string_lossy().into_owned();
    // Somebody writes all the while.
    let writing = async {
        for number in 0..50 {
            server.post(None, &format!("meanwhile {number}")).await?;
        }
        anyhow::Ok(())
    };
    let folder_path = folder.path().to_owned();
    let arguments = name.clone();
    let backing_up =
        tokio::task::spawn_blocking(move || commanded(&folder_path, &["backup", &arguments]));
    let (written, said) = tokio::join!(writing, backing_up);
    written?;
    assert_eq!(said??, format!("Backed up to {name}.\n"));
    let said = command(folder.path(), &["backup", &name])?;
    ensure!(
        !said.is_success && said.log.contains("is there already"),
        "{said:?}"
    );
    drop(server);

    // As docs/server.md says: stop, put the copy where the file was, remove its journal, start.
    let data = folder.path().join("data");
    std::fs::rename(&backup, data.join("comments.db"))?;
    for journal in ["comments.db-wal", "comments.db-shm"] {
        let _ = std::fs::remove_file(data.join(journal));
    }
    let server = Running::start(folder.path(), &[])?;
    let restored = server.page().await?;
    assert_eq!(restored["items"][0], before["items"][0]);
    assert!(restored["total"].as_u64() >= before["total"].as_u64());
    delete(&server, &first.id, &first.token).await?;
    server.post(None, "afterwards").await?;
    tokio::time::timeout(Duration::from_secs(60), async { server.page().await }).await??;
    Ok(())
}
