//! Faults: a crash, a disk that is full, a database that is locked.

use std::{path::PathBuf, process::Command, time::Duration};

use anyhow::{Context, Result, ensure};
use reqwest::{Method, StatusCode, header};
use serde_json::Value;

use crate::running::{ARTICLE, Running, folder, hold, is_problem, key, until};

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
async fn a_locked_database_is_a_moment_of_waiting() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &[])?;
    server.post(None, "before").await?;
    let held = hold(folder.path()).await?;
    let refused = server
        .new_comment(
            "0123456789abcdef0123456789abcdef",
            None,
            "while it is locked",
        )
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
        .new_comment(
            "0123456789abcdef0123456789abcdef",
            None,
            "while it is locked",
        )
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
            .new_comment(&format!("key-of-one-of-the-readers-{number}"), None, &text)
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
            .new_comment("0123456789abcdef0123456789abcdef", None, "after")
            .send()
            .await?;
        Ok((answer.status() == StatusCode::CREATED).then_some(()))
    })
    .await?;
    assert_eq!(server.page().await?["total"], 2 + kept);
    Ok(())
}
