//! No client can exhaust the server: connections, stalled requests, unread answers, streams, requests, open files.
//!
//! Addresses of 127.0.0.0/8 stand for different clients.

use std::{process::Command, time::Duration};

use anyhow::{Result, ensure};
use reqwest::{Method, StatusCode, header};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
};

use crate::running::{ARTICLE, Running, folder, is_problem, until};

/// The client that takes what it can get.
const GREEDY: [u8; 4] = [127, 0, 0, 2];
/// Nobody is counted by address, and nobody's requests are.
const UNCOUNTED: [&str; 6] = [
    "--connections-per-address",
    "0",
    "--changes",
    "0",
    "--requests",
    "0",
];

/// How long a connection that was refused may take to show it.
const AT_ONCE: Duration = Duration::from_millis(500);

/// Whether the server has closed a connection that nothing was asked of.
async fn is_closed(stream: &mut TcpStream) -> bool {
    let read = tokio::time::timeout(AT_ONCE, stream.read_u8()).await;
    read.is_ok_and(|read| read.is_err())
}

/// The status of a page that is asked for over a connection of its own; `None` where that connection is refused.
async fn status(server: &Running, path: &str) -> Result<Option<StatusCode>> {
    let answer = reqwest::get(format!("{}{path}", server.origin())).await;
    Ok(answer.ok().map(|it| it.status()))
}

/// Waits until the page is answered again.
async fn until_answered(server: &Running) -> Result<()> {
    until("the page is answered", async || {
        let status = status(server, "/letters/").await?;
        Ok((status == Some(StatusCode::OK)).then_some(()))
    })
    .await
}

#[tokio::test]
async fn one_client_has_at_most_its_share_of_connections() -> Result<()> {
    let folder = folder()?;
    let limits = ["--connections", "40", "--connections-per-address", "10"];
    let server = Running::start(folder.path(), &limits)?;
    let mut connections = Vec::new();
    for _ in 0..30 {
        connections.push(server.connect_from(GREEDY).await?);
    }
    let mut closed = 0;
    for stream in &mut connections {
        closed += u32::from(is_closed(stream).await);
    }
    assert_eq!(closed, 20, "ten are open");
    assert_eq!(status(&server, "/healthz").await?, Some(StatusCode::OK));
    server.post(None, "others go on").await?;
    drop(connections);
    until("it may connect again", async || {
        let mut stream = server.connect_from(GREEDY).await?;
        Ok((!is_closed(&mut stream).await).then_some(()))
    })
    .await
}

#[tokio::test]
async fn full_server_still_answers_health_checks() -> Result<()> {
    let folder = folder()?;
    let mut options = vec!["--connections", "20"];
    options.extend(UNCOUNTED);
    let server = Running::start(folder.path(), &options)?;
    let mut connections = Vec::new();
    for _ in 0..20 {
        connections.push(server.connect_from(GREEDY).await?);
    }
    for path in ["/healthz", "/readyz"] {
        assert_eq!(status(&server, path).await?, Some(StatusCode::OK), "{path}");
    }
    let refused = reqwest::get(format!("{}/letters/", server.origin())).await?;
    assert!(refused.headers().contains_key(header::RETRY_AFTER));
    assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
    drop(connections);
    until_answered(&server).await
}

#[tokio::test]
async fn stalled_requests_are_let_go() -> Result<()> {
    let folder = folder()?;
    // What is stalled takes all places: nobody is answered until they are let go.
    for stalls_in_body in [false, true] {
        let mut options = vec!["--connections", "10"];
        let (head, request) = if stalls_in_body {
            ("600", "1")
        } else {
            ("1", "600")
        };
        options.extend(["--head-timeout", head, "--request-timeout", request]);
        options.extend(UNCOUNTED);
        let server = Running::start(folder.path(), &options)?;
        let mut stalled = Vec::new();
        for number in 0..10 {
            let mut stream = server.connect_from(GREEDY).await?;
            let head = format!(
                "POST /api/v1/articles/{ARTICLE}/comments HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\n\
                 idempotency-key: key-of-a-stalled-client-{number}\r\ncontent-length: 20\r\n\r\n{{"
            );
            let end = if stalls_in_body { head.len() } else { 30 };
            stream.write_all(&head.as_bytes()[..end]).await?;
            stalled.push(stream);
        }
        assert_ne!(status(&server, "/letters/").await?, Some(StatusCode::OK));
        until_answered(&server).await?;
        drop(stalled);
    }
    Ok(())
}

/// A client that asks, and then reads nothing; little waits at its side.
async fn ask_and_read_nothing(server: &Running, path: &str) -> Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.set_recv_buffer_size(4 << 10)?;
    socket.bind((std::net::Ipv4Addr::from(GREEDY), 0).into())?;
    let mut stream = socket.connect(server.address()?).await?;
    let request = format!("GET {path} HTTP/1.1\r\nhost: here\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    Ok(stream)
}

#[tokio::test]
async fn client_that_does_not_read_its_answer_is_let_go() -> Result<()> {
    let folder = folder()?;
    // More than the system keeps for who does not read.
    std::fs::File::create(folder.path().join("site/large.bin"))?.set_len(64 << 20)?;
    let mut options = vec!["--connections", "1", "--write-timeout", "1"];
    options.extend(UNCOUNTED);
    let server = Running::start(folder.path(), &options)?;
    let stream = ask_and_read_nothing(&server, "/large.bin").await?;
    stream.readable().await?;
    assert_ne!(status(&server, "/letters/").await?, Some(StatusCode::OK));
    until_answered(&server).await?;
    drop(stream);
    Ok(())
}

#[tokio::test]
async fn client_that_does_not_read_its_stream_is_let_go() -> Result<()> {
    let folder = folder()?;
    let mut options = vec!["--streams", "1", "--write-timeout", "1"];
    options.extend(UNCOUNTED);
    let server = Running::start(folder.path(), &options)?;
    let path = format!("/articles/{ARTICLE}/events");
    let stream = ask_and_read_nothing(&server, &format!("/api/v1{path}")).await?;
    stream.readable().await?;
    let ask = || server.ask(Method::GET, &path);
    is_problem(ask().send().await?, 503, "unavailable").await?;
    for number in 0..10 {
        let text = format!("{number} {}", "long ".repeat(900));
        server.post(None, &text).await?;
    }
    until("its place is free", async || {
        Ok(ask().send().await?.status().is_success().then_some(()))
    })
    .await?;
    drop(stream);
    Ok(())
}

#[tokio::test]
async fn one_client_has_at_most_its_share_of_streams() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(
        folder.path(),
        &[
            "--streams",
            "20",
            "--streams-per-address",
            "5",
            "--proxies",
            "127.0.0.1/32",
        ],
    )?;
    let listen = async |client: &str| {
        let path = format!("/articles/{ARTICLE}/events");
        let request = server.ask(Method::GET, &path);
        request.header("x-forwarded-for", client).send().await
    };
    let mut streams = Vec::new();
    for _ in 0..5 {
        streams.push(listen("192.0.2.1:4567").await?.error_for_status()?);
    }
    let refused = listen("192.0.2.1").await?;
    assert!(refused.headers().contains_key(header::RETRY_AFTER));
    is_problem(refused, 429, "too-many").await?;
    let other = listen("[2001:db8::1]:80").await?.error_for_status()?;
    streams.clear();
    until("it may listen again", async || {
        Ok(listen("192.0.2.1")
            .await?
            .status()
            .is_success()
            .then_some(()))
    })
    .await?;
    drop(other);
    Ok(())
}

#[tokio::test]
async fn client_behind_a_proxy_has_at_most_its_share_of_requests_at_once() -> Result<()> {
    let folder = folder()?;
    let options = [
        "--connections-per-address",
        "5",
        "--proxies",
        "127.0.0.1/32",
    ];
    let server = Running::start(folder.path(), &options)?;
    let ask = async |client: &str, path: &str| {
        let request = server.get(path).header("x-forwarded-for", client);
        request.send().await
    };
    let events = format!("/api/v1/articles/{ARTICLE}/events");
    let mut open = Vec::new();
    for _ in 0..5 {
        open.push(ask("192.0.2.1", &events).await?.error_for_status()?);
    }
    let refused = ask("192.0.2.1", "/letters/").await?;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    ask("192.0.2.2", "/letters/").await?.error_for_status()?;
    drop(open);
    until("it may ask again", async || {
        let answer = ask("192.0.2.1", "/letters/").await?;
        Ok(answer.status().is_success().then_some(()))
    })
    .await
}

#[tokio::test]
async fn one_client_changes_only_so_much() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(
        folder.path(),
        &["--changes", "3", "--proxies", "127.0.0.1/32"],
    )?;
    let post = |number: u32, from: &str| {
        server
            .new_comment(&format!("key-of-one-of-the-readers-{number}"), None, "text")
            .header("x-forwarded-for", from)
    };
    for number in 0..3 {
        let posted = post(number, "192.0.2.1").send().await?;
        assert_eq!(posted.status(), StatusCode::CREATED);
    }
    let refused = post(3, "192.0.2.1").send().await?;
    let wait: u64 = refused.headers()[header::RETRY_AFTER].to_str()?.parse()?;
    assert!((1..=60).contains(&wait));
    is_problem(refused, 429, "too-many").await?;
    let other = post(4, "192.0.2.2").send().await?;
    assert_eq!(other.status(), StatusCode::CREATED, "others go on");
    assert_eq!(server.page().await?["total"], 4, "and reading does");
    Ok(())
}

/// How many of `count` requests at once are answered, and how many refused as too many.
async fn at_once(
    server: &Running,
    path: &str,
    client: &str,
    count: usize,
) -> Result<(usize, usize)> {
    let requests = (0..count).map(|_| server.get(path).header("x-forwarded-for", client).send());
    let (mut answered, mut refused) = (0, 0);
    for answer in futures_util::future::join_all(requests).await {
        match answer?.status() {
            StatusCode::OK => answered += 1,
            StatusCode::TOO_MANY_REQUESTS => refused += 1,
            status => anyhow::bail!("{path}: {status}"),
        }
    }
    Ok((answered, refused))
}

#[tokio::test]
async fn one_client_asks_only_so_often() -> Result<()> {
    let folder = folder()?;
    crate::pages::with_server(folder.path())?;
    let options = ["--requests", "3", "--proxies", "127.0.0.1/32"];
    let server = Running::start(folder.path(), &options)?;
    let comments = format!("/api/v1/articles/{ARTICLE}/comments");
    // A page with comments in it is made for who asks; a file is not.
    for (client, path) in [("192.0.2.1", comments.as_str()), ("192.0.2.2", "/letters/")] {
        let (answered, refused) = at_once(&server, path, client, 40).await?;
        ensure!(
            answered >= 3 && refused > 0,
            "{path}: {answered} answered, {refused} refused"
        );
        let (answered, _) = at_once(&server, path, "192.0.2.9", 1).await?;
        assert_eq!(answered, 1, "{path}: others go on");
    }
    let (answered, _) = at_once(&server, "/", "192.0.2.3", 40).await?;
    assert_eq!(answered, 40, "files are not counted");
    Ok(())
}

#[tokio::test]
async fn forgotten_proxy_is_warned_of_once() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &[])?;
    let warning = "among --proxies";
    for number in 0..5 {
        assert_eq!(
            server.log().matches(warning).count(),
            usize::from(number > 0)
        );
        let request = server
            .get("/healthz")
            .header("x-forwarded-for", "192.0.2.1");
        let id = request.send().await?.headers()["x-request-id"].clone();
        until("the line of the request", async || {
            Ok(server.log().contains(id.to_str()?).then_some(()))
        })
        .await?;
    }
    Ok(())
}

/// A server that the system lets open few files, as `ulimit` says.
fn with_few_files(folder: &std::path::Path, ulimit: &str) -> Result<Running> {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{ulimit}; exec \"$@\""), "sh"]);
    Running::start_by(command, folder, &UNCOUNTED)
}

#[tokio::test]
async fn limit_on_open_files_is_raised() -> Result<()> {
    let folder = folder()?;
    let server = with_few_files(folder.path(), "ulimit -S -n 64")?;
    let mut connections = Vec::new();
    for _ in 0..100 {
        connections.push(server.connect_from(GREEDY).await?);
    }
    assert_eq!(status(&server, "/letters/").await?, Some(StatusCode::OK));
    Ok(())
}

#[tokio::test]
async fn connections_never_take_the_last_open_file() -> Result<()> {
    let folder = folder()?;
    let server = with_few_files(folder.path(), "ulimit -n 256")?;
    assert!(server.log().contains("LimitNOFILE"), "{}", server.log());
    let mut connections = Vec::new();
    // Fewer than the system would let in, and more than have room with the files that they are sent.
    for _ in 0..60 {
        connections.push(server.connect_from(GREEDY).await?);
    }
    assert_eq!(status(&server, "/readyz").await?, Some(StatusCode::OK));
    let refused = status(&server, "/letters/").await?;
    assert_eq!(refused, Some(StatusCode::SERVICE_UNAVAILABLE));
    drop(connections);
    until_answered(&server).await
}
