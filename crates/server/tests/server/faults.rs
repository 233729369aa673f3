//! Bad input and faults: a problem document with the right status, nothing kept, nothing leaked.

use std::{path::PathBuf, process::Command, time::Duration};

use anyhow::{Context, Result, ensure};
use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::running::{ARTICLE, Running, folder, is_problem, key, until};

/// An id that no comment has.
const NOBODY: &str = "0190163d-8694-739b-aea5-966c26f8ad91";

/// What a server answers to bytes.
async fn raw(server: &Running, request: &[u8]) -> Result<String> {
    let at = server
        .origin()
        .strip_prefix("http://")
        .context("an origin")?;
    let mut stream = TcpStream::connect(at).await?;
    // It may have answered, and closed, before all is sent.
    let _ = stream.write_all(request).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

#[tokio::test]
async fn what_is_no_comment_is_refused() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &["--changes", "0"])?;
    let path = format!("/articles/{ARTICLE}/comments");
    let post = || {
        server
            .ask(Method::POST, &path)
            .header("idempotency-key", "0123456789abcdef")
    };
    let deep = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
    for (body, status, kind) in [
        ("{\"body\": 7}", 400, "malformed"),
        ("{\"name\": \"Hana\"}", 400, "malformed"),
        ("{\"body\": \"text\", \"more\": 1}", 400, "malformed"),
        (
            "{\"body\": \"text\", \"parent\": \"nobody\"}",
            400,
            "malformed",
        ),
        ("{\"body\": \"text\"", 400, "malformed"),
        ("", 400, "malformed"),
        (deep.as_str(), 400, "malformed"),
        ("{\"body\": \"  \"}", 422, "fields"),
        (
            "{\"body\": \"text\", \"name\": \"two\\nlines\"}",
            422,
            "fields",
        ),
    ] {
        let answer = post()
            .header(header::CONTENT_TYPE, "application/json")
            .body(body.to_owned())
            .send()
            .await?;
        is_problem(answer, status, kind).await?;
    }
    let latin = post()
        .header(header::CONTENT_TYPE, "application/json")
        .body(b"{\"body\": \"\xe9\"}".to_vec())
        .send()
        .await?;
    is_problem(latin, 400, "malformed").await?;
    let fields = post()
        .json(&json!({ "name": "x".repeat(61), "body": "" }))
        .send()
        .await?;
    let problem = is_problem(fields, 422, "fields").await?;
    let named: Vec<_> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["field"].clone())
        .collect();
    assert_eq!(named, ["name", "body"]);
    let form = post()
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body("body=text")
        .send()
        .await?;
    is_problem(form, 415, "not-json").await?;
    let cross = post()
        .header("sec-fetch-site", "cross-site")
        .json(&json!({ "body": "text" }))
        .send()
        .await?;
    is_problem(cross, 403, "cross-site").await?;
    let parent = server
        .new_comment("0123456789abcdef", Some(NOBODY), "to nobody")
        .send()
        .await?;
    is_problem(parent, 404, "missing").await?;
    for key in [
        "",
        "short",
        "with spaces in it, and so on",
        &"x".repeat(201),
    ] {
        is_problem(
            server.new_comment(key, None, "text").send().await?,
            400,
            "malformed",
        )
        .await?;
    }
    let without = server
        .ask(Method::POST, &path)
        .json(&json!({ "body": "text" }))
        .send()
        .await?;
    is_problem(without, 400, "malformed").await?;
    assert_eq!(server.page().await?["total"], 0, "nothing is kept");
    Ok(())
}

#[tokio::test]
async fn a_huge_body_is_not_read() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &[])?;
    let head = format!(
        "POST /api/v1/articles/{ARTICLE}/comments HTTP/1.1\r\nhost: here\r\nidempotency-key: 0123456789abcdef\r\n\
         content-type: application/json\r\ncontent-length: 10000000\r\n\r\n"
    );
    let mut request = head.into_bytes();
    request.extend(vec![b' '; 200_000]);
    let answer = raw(&server, &request).await?;
    assert!(
        answer.starts_with("HTTP/1.1 413 ") && answer.contains("problem:too-large"),
        "{answer}"
    );
    let mut long = b"GET /api/v1/openapi.json HTTP/1.1\r\nhost: here\r\nx-long: ".to_vec();
    long.extend(vec![b'x'; 100_000]);
    long.extend(b"\r\n\r\n");
    assert!(raw(&server, &long).await?.starts_with("HTTP/1.1 431 "));
    assert_eq!(server.page().await?["total"], 0);
    Ok(())
}

#[tokio::test]
async fn what_is_not_there_is_not_found() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &[])?;
    for path in [
        "/nothing".to_owned(),
        "/articles/another/comments".to_owned(),
        "/articles/%FF/comments".to_owned(),
        "/articles/..%2Fsecret/comments".to_owned(),
        format!("/articles/{ARTICLE}/more"),
        "/comments/7".to_owned(),
        format!("/comments/{NOBODY}"),
        format!("/comments/{NOBODY}/replies"),
        format!("/comments/{NOBODY}/context"),
        "/counts?slug=another".to_owned(),
    ] {
        let answer = server.ask(Method::GET, &path).send().await?;
        is_problem(answer, 404, "missing").await.context(path)?;
    }
    for query in [
        "cursor=x",
        "cursor=1.2",
        "cursor=0.x&before=0.x",
        "limit=0",
        "limit=101",
        "limit=-1",
        "sort=best",
        "offset=20",
    ] {
        let answer = server
            .ask(
                Method::GET,
                &format!("/articles/{ARTICLE}/comments?{query}"),
            )
            .send()
            .await?;
        is_problem(answer, 400, "malformed").await.context(query)?;
    }
    let answer = server
        .ask(Method::DELETE, &format!("/articles/{ARTICLE}/comments"))
        .send()
        .await?;
    is_problem(answer, 405, "method").await?;
    let foreign = format!("/articles/{ARTICLE}/comments?cursor=ffffffffffffffff.{NOBODY}");
    server
        .ask(Method::GET, &foreign)
        .send()
        .await?
        .error_for_status()?;
    Ok(())
}

#[tokio::test]
async fn no_path_leaves_the_site() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &[])?;
    let page = server.get("/letters/").send().await?;
    assert_eq!(page.status(), StatusCode::OK);
    for name in [
        "x-content-type-options",
        "referrer-policy",
        "permissions-policy",
        "cross-origin-opener-policy",
    ] {
        assert!(page.headers().contains_key(name), "{name}");
    }
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/letters/..%5c..%5csecret.txt",
        "//secret.txt",
        "/%00",
    ] {
        let answer = raw(
            &server,
            format!("GET {path} HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n").as_bytes(),
        )
        .await?;
        assert!(answer.starts_with("HTTP/1.1 4"), "{path}: {answer}");
        assert!(!answer.contains("secret"), "{path}: {answer}");
    }
    let policy = &page.headers()[header::CONTENT_SECURITY_POLICY];
    assert_eq!(
        policy, "default-src 'none'; frame-ancestors 'self'",
        "the page's own, and what no element can say"
    );
    let injected = raw(
        &server,
        b"GET /letters/%0d%0aset-cookie:x=1 HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n",
    )
    .await?;
    assert!(
        injected.starts_with("HTTP/1.1 404 ") && !injected.contains("set-cookie"),
        "{injected}"
    );
    Ok(())
}

#[tokio::test]
async fn nothing_private_is_logged_or_told() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &["--log", "debug"])?;
    let posted = server.post(None, "a private thought").await?;
    let edited = server
        .ask(Method::PATCH, &format!("/comments/{}", posted.id))
        .bearer_auth(&posted.token)
        .header(header::IF_MATCH, &posted.tag)
        .json(&json!({ "body": "another private thought" }))
        .send()
        .await?;
    let id = edited.headers()["x-request-id"].to_str()?.to_owned();
    let page = server.page().await?.to_string();
    let log = until("the line of the request", async || {
        let log = server.log();
        Ok(log.contains(&id).then_some(log))
    })
    .await?;
    for secret in [
        posted.token.as_str(),
        &key("a private thought"),
        "127.0.0.1:",
    ] {
        assert!(!page.contains(secret), "{page}");
    }
    for secret in [
        posted.token.as_str(),
        &key("a private thought"),
        "thought",
        "Hana",
    ] {
        assert!(!log.contains(secret), "{secret}: {log}");
    }
    Ok(())
}

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
    let held = crate::running::hold(folder.path()).await?;
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
