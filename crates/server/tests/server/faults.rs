//! Faults: too much at once, clients that stall, a crash, a disk that is full, a database that is locked.

use std::{path::PathBuf, process::Command, time::Duration};

use anyhow::{Context, Result, ensure};
use reqwest::{Method, StatusCode, header};
use serde_json::Value;
use tokio::{io::AsyncWriteExt, net::TcpStream};

use crate::running::{ARTICLE, Running, folder, hold, is_problem, key, until};

#[tokio::test]
async fn one_address_asks_only_so_often() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(
        folder.path(),
        &["--changes", "3", "--proxies", "127.0.0.1/32"],
    )?;
    let post = |number: u32, from: &str| {
        server
            .new_comment(&format!("key-of-a-reader-{number}"), None, "text")
            .header("x-forwarded-for", from)
    };
    for number in 0..3 {
        assert_eq!(
            post(number, "192.0.2.1").send().await?.status(),
            StatusCode::CREATED
        );
    }
    let refused = post(3, "192.0.2.1").send().await?;
    let wait: u64 = refused.headers()[header::RETRY_AFTER].to_str()?.parse()?;
    assert!((1..=60).contains(&wait));
    is_problem(refused, 429, "too-many").await?;
    assert_eq!(
        post(4, "192.0.2.2").send().await?.status(),
        StatusCode::CREATED,
        "others go on"
    );
    assert_eq!(server.page().await?["total"], 4, "and reading does");
    Ok(())
}

#[tokio::test]
async fn a_stalled_client_holds_nobody_up() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &["--changes", "0", "--requests", "0"])?;
    let at = server
        .origin()
        .strip_prefix("http://")
        .context("an origin")?
        .to_owned();
    let mut stalled = Vec::new();
    for number in 0..200 {
        let mut stream = TcpStream::connect(&at).await?;
        let head = format!(
            "POST /api/v1/articles/{ARTICLE}/comments HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\nidempotency-key: key-of-a-stalled-{number}\r\ncontent-length: 20\r\n\r\n{{"
        );
        // Some stop within the head, some within the body.
        let end = if number % 2 == 0 { 30 } else { head.len() };
        stream.write_all(&head.as_bytes()[..end]).await?;
        stalled.push(stream);
    }
    server.post(None, "not held up").await?;
    assert_eq!(server.page().await?["total"], 1);
    Ok(())
}

#[tokio::test]
async fn every_acknowledged_comment_outlives_a_crash() -> Result<()> {
    let folder = folder()?;
    let mut acknowledged = Vec::new();
    for round in 0_u32..20 {
        let mut server = Running::start(folder.path(), &["--changes", "0", "--requests", "0"])?;
        // What was not acknowledged is sent again, as a page does.
        let mut number = 0;
        let killed_at = 3 + round % 7;
        let last = loop {
            let body = format!("comment {number} of round {round}");
            if number == killed_at {
                // It is killed while this one is on its way.
                let sent = tokio::spawn(server.new_comment(&key(&body), None, &body).send());
                tokio::time::sleep(Duration::from_micros(300 * u64::from(round))).await;
                server.signal("-KILL")?;
                if sent
                    .await?
                    .is_ok_and(|it| it.status() == StatusCode::CREATED)
                {
                    acknowledged.push(body.clone());
                }
                break body;
            }
            server.post(None, &body).await?;
            acknowledged.push(body);
            number += 1;
        };
        server.ended().await?;
        let server = Running::start(folder.path(), &["--changes", "0", "--requests", "0"])?;
        server.post(None, &last).await?;
        if acknowledged.last() != Some(&last) {
            acknowledged.push(last);
        }
    }
    let server = Running::start(folder.path(), &[])?;
    let mut kept = Vec::new();
    let mut place = String::new();
    loop {
        let page: Value = server
            .ask(
                Method::GET,
                &format!("/articles/{ARTICLE}/comments?sort=oldest{place}"),
            )
            .send()
            .await?
            .json()
            .await?;
        kept.extend(
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|it| it["comment"]["body"].as_str().unwrap().to_owned()),
        );
        match page["next"].as_str() {
            Some(next) => place = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(kept, acknowledged, "each is there, once, in order");
    Ok(())
}

#[tokio::test]
async fn asked_to_end_it_answers_first() -> Result<()> {
    let folder = folder()?;
    let mut server = Running::start(folder.path(), &[])?;
    server.post(None, "first").await?;
    let mut events = server
        .ask(Method::GET, &format!("/articles/{ARTICLE}/events"))
        .send()
        .await?;
    let hello = events.chunk().await?.context("a greeting")?;
    ensure!(
        String::from_utf8_lossy(&hello).contains("retry: 2000"),
        "{hello:?}"
    );
    server.signal("-TERM")?;
    while events.chunk().await?.is_some() {}
    let status = server.ended().await?;
    assert!(status.success(), "{status}");
    Ok(())
}

#[tokio::test]
async fn a_locked_database_is_a_moment_of_waiting() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &[])?;
    server.post(None, "before").await?;
    let held = hold(folder.path()).await?;
    let refused = server
        .new_comment("0123456789abcdef", None, "while it is locked")
        .send()
        .await?;
    assert!(
        refused.headers().contains_key(header::RETRY_AFTER),
        "{refused:?}"
    );
    is_problem(refused, 503, "unavailable").await?;
    assert_eq!(server.page().await?["total"], 1, "reading goes on");
    held.close().await;
    let posted = server
        .new_comment("0123456789abcdef", None, "while it is locked")
        .send()
        .await?;
    assert_eq!(
        posted.status(),
        StatusCode::CREATED,
        "it recovers by itself"
    );
    Ok(())
}

#[tokio::test]
async fn a_full_disk_is_told_and_survived() -> Result<()> {
    let folder = folder()?;
    let small = folder.path().join("small");
    std::fs::create_dir(&small)?;
    // A disk of a megabyte, which only the server sees: it goes with it. Whoever is not root is root among themselves.
    let mount = "mount -t tmpfs -o size=1m tmpfs \"$0\" && exec \"$@\"";
    let is_root = Command::new("id").arg("-u").output()?.stdout.trim_ascii() == b"0";
    let mut unshare = Command::new("unshare");
    unshare.arg(if is_root { "-m" } else { "-Urm" });
    unshare.args(["sh", "-c", mount]).arg(&small);
    let data = small.join("comments.db");
    let options = ["--changes", "0", "--data", &data.to_string_lossy()];
    let server = Running::start_by(unshare, folder.path(), &options)?;
    let small = PathBuf::from(format!("/proc/{}/root{}", server.id(), small.display()));
    server.post(None, "before").await?;
    let filler = small.join("filler");
    // A short write is what it is for.
    let _ = std::fs::write(&filler, vec![0; 2 << 20]);
    let text = "x".repeat(3_000);
    let mut refused = None;
    for number in 0..400 {
        let answer = server
            .new_comment(&format!("key-of-a-reader-{number}"), None, &text)
            .send()
            .await?;
        if answer.status() != StatusCode::CREATED {
            refused = Some((number, answer));
            break;
        }
    }
    let (kept, answer) = refused.context("the disk never was full")?;
    let status = answer.status().as_u16();
    let kind = if status == 507 { "full" } else { "unavailable" };
    ensure!([503, 507].contains(&status), "{answer:?}");
    is_problem(answer, status, kind).await?;
    assert_eq!(
        server.page().await?["total"],
        1 + kept,
        "reading goes on; nothing half is kept"
    );
    std::fs::remove_file(&filler)?;
    until("it recovers", async || {
        let answer = server
            .new_comment("0123456789abcdef", None, "after")
            .send()
            .await?;
        Ok((answer.status() == StatusCode::CREATED).then_some(()))
    })
    .await?;
    assert_eq!(server.page().await?["total"], 2 + kept);
    Ok(())
}
