//! Bad input: a problem document with the right status, nothing kept, nothing leaked.

use anyhow::{Context, Result};
use reqwest::{Method, StatusCode, header};
use serde_json::json;
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
            .header("idempotency-key", "0123456789abcdef0123456789abcdef")
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
    let parent = server
        .new_comment(
            "0123456789abcdef0123456789abcdef",
            Some(NOBODY),
            "to nobody",
        )
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

/// The page of another site changes nothing, whatever token it has got hold of.
#[tokio::test]
async fn other_sites_change_nothing_by_any_method() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &["--changes", "0"])?;
    let posted = server.post(None, "text").await?;
    let comment = format!("/comments/{}", posted.id);
    let before = server.page().await?;
    for (method, path) in [
        (Method::POST, format!("/articles/{ARTICLE}/comments")),
        (Method::PATCH, comment.clone()),
        (Method::DELETE, comment.clone()),
        (Method::PUT, format!("{comment}/helpful")),
        (Method::DELETE, format!("{comment}/helpful")),
        (Method::POST, format!("{comment}/reports")),
    ] {
        for from in ["cross-site", "same-site"] {
            let answer = server
                .ask(method.clone(), &path)
                .header("sec-fetch-site", from)
                .header("idempotency-key", "0123456789abcdef0123456789abcdef")
                .bearer_auth(&posted.token)
                .header(header::IF_MATCH, &posted.tag)
                .json(&json!({ "body": "changed" }))
                .send()
                .await?;
            let context = format!("{method} {path} from {from}");
            is_problem(answer, 403, "cross-site")
                .await
                .context(context)?;
        }
    }
    assert_eq!(server.page().await?, before);
    let own = server
        .ask(Method::DELETE, &comment)
        .header("sec-fetch-site", "same-origin")
        .bearer_auth(&posted.token)
        .header(header::IF_MATCH, &posted.tag);
    own.send().await?.error_for_status()?;
    Ok(())
}

#[tokio::test]
async fn a_huge_body_is_not_read() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &[])?;
    let head = format!(
        "POST /api/v1/articles/{ARTICLE}/comments HTTP/1.1\r\nhost: here\r\nidempotency-key: 0123456789abcdef0123456789abcdef\r\n\
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
        "cursor=n0.x&before=n0.x",
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
    let foreign = format!("/articles/{ARTICLE}/comments?cursor=nffffffffffffffff.{NOBODY}");
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
    // Another spelling of a path has the same policy; a folder without its slash leads to itself, not to another host.
    std::fs::create_dir(folder.path().join("site/fonts"))?;
    for path in ["/%6Cetters/", "//letters/", "/letters/index%2ehtml"] {
        let request = format!("GET {path} HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n");
        let answer = raw(&server, request.as_bytes()).await?;
        assert!(answer.starts_with("HTTP/1.1 200 "), "{path}: {answer}");
        assert!(answer.contains("frame-ancestors"), "{path}: {answer}");
    }
    for path in ["/fonts", "//fonts", "///fonts", "//fonts?more", "/.//fonts"] {
        let request = format!("GET {path} HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n");
        let answer = raw(&server, request.as_bytes()).await?;
        let location = answer.lines().find_map(|it| it.strip_prefix("location: "));
        let location = location.with_context(|| format!("{path}: {answer}"))?;
        assert!(
            location.starts_with('/') && !location.starts_with("//"),
            "{path}: {location}"
        );
    }
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
    let device = "a-device-of-a-reader";
    let voted = server
        .ask(Method::PUT, &format!("/comments/{}/helpful", posted.id))
        .bearer_auth(device)
        .send()
        .await?;
    let id = voted.error_for_status()?.headers()["x-request-id"]
        .to_str()?
        .to_owned();
    let log = until("the line of the vote", async || {
        let log = server.log();
        Ok(log.contains(&id).then_some(log))
    })
    .await?
        + &log;
    let secrets = [
        &posted.token,
        &key("a private thought"),
        device,
        "127.0.0.1",
    ];
    for secret in secrets {
        assert!(!page.contains(secret), "{secret}: {page}");
        assert!(!log.contains(secret), "{secret}: {log}");
    }
    for typed in ["thought", "Hana"] {
        assert!(!log.contains(typed), "{typed}: {log}");
    }
    Ok(())
}
