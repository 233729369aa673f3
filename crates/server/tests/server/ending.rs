//! How the server ends: readiness fails first, then nobody new is let in, and those who are being answered are.

use anyhow::{Context, Result, ensure};
use reqwest::{Method, StatusCode};
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::running::{ARTICLE, Running, folder, until};

/// The status that a new connection gets.
async fn status(server: &Running, path: &str) -> Result<StatusCode> {
    let answer = reqwest::get(format!("{}{path}", server.origin())).await?;
    Ok(answer.status())
}

/// Waits until the server is no longer ready.
async fn until_leaving(server: &Running) -> Result<()> {
    until("it is not ready", async || {
        Ok((status(server, "/readyz").await? == 503).then_some(()))
    })
    .await
}

/// Waits until nobody new is let in.
async fn until_draining(server: &Running) -> Result<()> {
    let address = server.address()?;
    until("the port is closed", async || {
        Ok(TcpStream::connect(address).await.is_err().then_some(()))
    })
    .await
}

#[tokio::test]
async fn sigterm_fails_readiness_before_the_port_closes() -> Result<()> {
    let folder = folder()?;
    let mut server = Running::start(folder.path(), &["--grace", "600"])?;
    let mut events = server
        .ask(Method::GET, &format!("/articles/{ARTICLE}/events"))
        .send()
        .await?;
    events.chunk().await?.context("a greeting")?;
    server.signal("-TERM")?;
    until_leaving(&server).await?;
    // Meanwhile all is as it was for whoever still comes.
    for path in ["/healthz", "/letters/"] {
        assert_eq!(status(&server, path).await?, StatusCode::OK, "{path}");
    }
    server.post(None, "meanwhile").await?;
    let heard = events.chunk().await?.context("the stream goes on")?;
    assert!(String::from_utf8_lossy(&heard).contains("meanwhile"));
    // A second signal ends at once, whatever the grace time.
    server.signal("-TERM")?;
    let status = server.ended().await?;
    assert!(status.success(), "{status}");
    Ok(())
}

#[tokio::test]
async fn grace_time_ends_by_itself() -> Result<()> {
    let folder = folder()?;
    let mut server = Running::start(folder.path(), &["--grace", "0.1"])?;
    server.signal("-TERM")?;
    let status = server.ended().await?;
    assert!(status.success(), "{status}");
    Ok(())
}

#[tokio::test]
async fn ctrl_c_has_no_grace_time() -> Result<()> {
    let folder = folder()?;
    let mut server = Running::start(folder.path(), &["--grace", "600"])?;
    server.signal("-INT")?;
    let status = server.ended().await?;
    assert!(status.success(), "{status}");
    Ok(())
}

/// A comment whose body the server waits for: it is being answered.
async fn in_flight(server: &Running, body: &str) -> Result<TcpStream> {
    let mut stream = TcpStream::connect(server.address()?).await?;
    let head = format!(
        "POST /api/v1/articles/{ARTICLE}/comments HTTP/1.1\r\nhost: here\r\nexpect: 100-continue\r\n\
         content-type: application/json\r\nidempotency-key: 0123456789abcdef0123456789abcdef\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    let mut answer = [0; 25];
    stream.read_exact(&mut answer).await?;
    ensure!(answer == *b"HTTP/1.1 100 Continue\r\n\r\n");
    Ok(stream)
}

#[tokio::test]
async fn asked_to_end_it_answers_first() -> Result<()> {
    let folder = folder()?;
    let mut server = Running::start(folder.path(), &[])?;
    let mut events = server
        .ask(Method::GET, &format!("/articles/{ARTICLE}/events"))
        .send()
        .await?;
    events.chunk().await?.context("a greeting")?;
    let body = "{\"body\": \"on its way\"}";
    let mut stream = in_flight(&server, body).await?;
    server.signal("-TERM")?;
    until_draining(&server).await?;
    stream.write_all(body.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
    while events.chunk().await?.is_some() {}
    let status = server.ended().await?;
    assert!(status.success(), "{status}");
    let server = Running::start(folder.path(), &[])?;
    let page: Value = server.page().await?;
    assert_eq!(page["items"][0]["comment"]["body"], "on its way");
    Ok(())
}

#[tokio::test]
async fn second_signal_does_not_wait_for_who_stalls() -> Result<()> {
    let folder = folder()?;
    let options = ["--request-timeout", "600"];
    let mut server = Running::start(folder.path(), &options)?;
    let stream = in_flight(&server, "{\"body\": \"never sent\"}").await?;
    server.signal("-TERM")?;
    until_draining(&server).await?;
    server.signal("-TERM")?;
    let status = server.ended().await?;
    assert!(status.success(), "{status}");
    assert!(server.log().contains("asked twice"), "{}", server.log());
    drop(stream);
    Ok(())
}
