//! What the publisher does beside the running server: it is heard by caches and open pages.

use anyhow::{Context, Result, ensure};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    postgres::Postgres,
    running::{ARTICLE, Running, command, commanded, folder, is_problem, key, until},
};

/// Waits until a stream of events holds a text.
async fn hear(stream: &mut reqwest::Response, text: &str) -> Result<()> {
    let mut heard = String::new();
    while !heard.contains(text) {
        let part = stream.chunk().await?.context("the stream goes on")?;
        heard.push_str(&String::from_utf8_lossy(&part));
    }
    Ok(())
}

/// A comment with a reply: hides, shows and deletes the comment, then the reply, by commands.
async fn is_moderated(folder: &std::path::Path, options: &[&str]) -> Result<()> {
    let server = Running::start(folder, &[&["--changes", "0"], options].concat())?;
    let run = |arguments: &[&str]| commanded(folder, &[arguments, options].concat());
    let first = server.post(None, "something bad").await?;
    let reply = server.post(Some(&first.id), "an answer").await?;
    server
        .ask(Method::PUT, &format!("/comments/{}/helpful", first.id))
        .bearer_auth("a-device-of-this-test")
        .send()
        .await?
        .error_for_status()?;
    let before = server.page().await?;
    let mut stream = server
        .ask(Method::GET, &format!("/articles/{ARTICLE}/events"))
        .send()
        .await?;
    hear(&mut stream, "retry").await?;

    assert_eq!(run(&["hide", &first.id])?, "Hidden.\n");
    hear(&mut stream, "event: deleted").await?;
    let hidden = until("the page without it", async || {
        let page = server.page().await?;
        Ok((page["total"] == 1).then_some(page))
    })
    .await?;
    assert_eq!(hidden["items"][0]["comment"]["body"], Value::Null);
    assert_eq!(hidden["items"][0]["comment"]["name"], Value::Null);
    assert_eq!(hidden["items"][0]["count"], 1, "its reply is still there");
    assert_eq!(run(&["hide", &first.id])?, "It was hidden already.\n");
    let answer = server.new_comment(&key("to it"), Some(&first.id), "to it");
    is_problem(answer.send().await?, 404, "missing").await?;
    let edit = server
        .ask(Method::PATCH, &format!("/comments/{}", first.id))
        .bearer_auth(&first.token)
        .header("if-match", &first.tag)
        .json(&json!({ "body": "again" }));
    is_problem(edit.send().await?, 404, "missing").await?;
    let feed = server.ask(Method::GET, &format!("/articles/{ARTICLE}/comments.atom"));
    assert!(!feed.send().await?.text().await?.contains("something bad"));

    // With the reply hidden, too, nothing is left to be seen.
    run(&["hide", &reply.id])?;
    until("an empty page", async || {
        let page = server.page().await?;
        Ok((page["items"] == json!([])).then_some(()))
    })
    .await?;
    // What is shown again brings what stands above it back into sight.
    assert_eq!(run(&["show", &reply.id])?, "Shown again.\n");
    assert_eq!(run(&["show", &first.id])?, "Shown again.\n");
    hear(&mut stream, "something bad").await?;
    let again = until("the page with both", async || {
        let page = server.page().await?;
        Ok((page["total"] == 2).then_some(page))
    })
    .await?;
    assert_eq!(again["items"], before["items"], "as it was, with its vote");
    assert_eq!(run(&["show", &first.id])?, "It was not hidden.\n");

    run(&["hide", &reply.id])?;
    assert_eq!(run(&["delete", &reply.id])?, "Deleted.\n", "a hidden one");
    assert_eq!(run(&["delete", &first.id])?, "Deleted.\n");
    until("an empty page", async || {
        let page = server.page().await?;
        Ok((page["items"] == json!([]) && page["total"] == 0).then_some(()))
    })
    .await?;
    assert_eq!(run(&["delete", &first.id])?, "It was deleted already.\n");
    for words in [&["show", &first.id][..], &["hide", &first.id]] {
        let said = command(folder, &[words, options].concat())?;
        ensure!(
            !said.is_success && said.log.contains("no such comment"),
            "{said:?}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn the_publisher_moderates_beside_the_server_over_sqlite() -> Result<()> {
    let folder = folder()?;
    is_moderated(folder.path(), &[]).await
}

#[tokio::test]
async fn the_publisher_moderates_beside_the_server_over_postgresql() -> Result<()> {
    let postgres = Postgres::start()?;
    let database = postgres.database("moderation")?;
    let folder = folder()?;
    is_moderated(folder.path(), &["--database-url", &database]).await
}

#[tokio::test]
async fn a_command_needs_a_database_and_an_id() -> Result<()> {
    let folder = folder()?;
    let nobody = "0190163d-8694-739b-aea5-966c26f8ad91";
    let said = command(folder.path(), &["hide", nobody])?;
    ensure!(
        !said.is_success && said.log.contains("there is no database at"),
        "{said:?}"
    );
    ensure!(!folder.path().join("data").exists(), "none is made");
    let server = Running::start(folder.path(), &[])?;
    let said = command(folder.path(), &["hide", nobody])?;
    ensure!(
        !said.is_success && said.log.contains("no such comment"),
        "{said:?}"
    );
    let said = command(folder.path(), &["hide", "7"])?;
    ensure!(!said.is_success && said.log.contains("UUID"), "{said:?}");
    drop(server);
    Ok(())
}
