//! How many requests a second the server answers, how long they take and how much memory it needs: with 1,000 and with
//! 1,000,000 comments in the store, side by side in one run. It and the server share this machine's cores.
//!
//! Output: a Markdown table. Nothing here fails because a machine is slow.

use std::{
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use server::repository::{Database, Repository};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    task::JoinSet,
};

/// The article that the comments are on.
const ARTICLE: &str = "letters";
/// So long each kind of request is asked.
const TIME: Duration = Duration::from_secs(10);
/// So many connections read, and post.
const READERS: usize = 16;
const WRITERS: usize = 8;

#[tokio::main]
async fn main() -> Result<()> {
    println!(
        "| comments in the store | request | connections | a second | p50 ms | p99 ms | memory MiB |"
    );
    println!("| ---: | --- | ---: | ---: | ---: | ---: | ---: |");
    for comments in [1_000, 1_000_000] {
        let folder = tempfile::tempdir()?;
        fill(folder.path(), comments).await?;
        let server = Server::start(folder.path()).await?;
        let page = format!("GET /api/v1/articles/{ARTICLE}/comments");
        let further = format!("{page}?cursor={}", server.cursor().await?);
        server
            .row(comments, "first page", READERS, &|_| get(&page))
            .await?;
        server
            .row(
                comments,
                "a page in the middle, always read anew",
                READERS,
                &|_| get(&further),
            )
            .await?;
        server.row(comments, "posting", WRITERS, &post).await?;
    }
    Ok(())
}

fn get(line: &str) -> String {
    format!("{line} HTTP/1.1\r\nhost: here\r\n\r\n")
}

fn post(number: u64) -> String {
    let body = format!(
        "{{\"name\":\"Hana\",\"body\":\"Comment number {number}, which is as long as many are.\"}}"
    );
    format!(
        "POST /api/v1/articles/{ARTICLE}/comments HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\n\
         idempotency-key: key-of-the-benchmark-{number}\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// Makes so many comments: threads with four replies each.
async fn fill(folder: &Path, comments: u64) -> Result<()> {
    let site = folder.join("site");
    std::fs::create_dir(&site)?;
    std::fs::write(
        site.join("index.html"),
        format!("<html data-article=\"{ARTICLE}\">"),
    )?;
    let file = folder.join("comments.db");
    Repository::open(&Database::Sqlite(file.clone()))
        .await?
        .close()
        .await;
    let pool = sqlx::AnyPool::connect(&format!("sqlite://{}", file.display())).await?;
    sqlx::query("INSERT INTO articles (slug, version, total, latest) VALUES ($1, $2, $2, 1700000000000 + $2)")
        .bind(ARTICLE)
        .bind(i64::try_from(comments)?)
        .execute(&pool)
        .await?;
    // Number n is a reply to the thread that the last number divisible by five begins. Its id is a UUID of version 7.
    let sql = "WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < $2),
        ids AS (SELECT n, n % 5 AS place, unhex(printf('%012x70008%015x', 1700000000000 + n, n)) AS id,
            unhex(printf('%012x70008%015x', 1700000000000 + n - n % 5, n - n % 5)) AS thread FROM numbers)
        INSERT INTO comments (id, article, parent, thread, path, depth, reply_seq, name, body, created, descendants, created_version, version,
            key_hash, request_hash, nonce, token_hash)
        SELECT id, $1, nullif(thread, id), thread, CASE place WHEN 0 THEN x'' ELSE unhex(printf('%02x', place)) END, place > 0,
            4, 'Hana', 'Comment number ' || n || ', which is as long as many are.', 1700000000000 + n, CASE place WHEN 0 THEN 4 ELSE 0 END,
            n + 1, n + 1, id, x'', x'', x'' FROM ids";
    sqlx::query(sql)
        .bind(ARTICLE)
        .bind(i64::try_from(comments)?)
        .execute(&pool)
        .await?;
    pool.close().await;
    Ok(())
}

/// A running server.
struct Server {
    process: Child,
    at: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    async fn start(folder: &Path) -> Result<Self> {
        let mut process = Command::new(env!("CARGO_BIN_EXE_inside-out-server"))
            .arg("--dir")
            .arg(folder.join("site"))
            .arg("--data")
            .arg(folder.join("comments.db"))
            .args([
                "--port",
                "0",
                "--requests",
                "0",
                "--changes",
                "0",
                "--log",
                "warn",
            ])
            .stdout(Stdio::piped())
            .spawn()?;
        let stdout = process.stdout.take().context("what it says")?;
        let mut line = String::new();
        BufReader::new(tokio::process::ChildStdout::from_std(stdout)?)
            .read_line(&mut line)
            .await?;
        let at = line
            .trim()
            .strip_prefix("Inside Out is at http://")
            .context("an address")?;
        let at = at.trim_end_matches('/').to_owned();
        Ok(Self { process, at })
    }

    /// A place in the middle of the discussion.
    async fn cursor(&self) -> Result<String> {
        let mut client = Client::connect(&self.at).await?;
        let page = format!("GET /api/v1/articles/{ARTICLE}/comments?limit=100");
        let page: serde_json::Value = serde_json::from_slice(&client.ask(&get(&page)).await?)?;
        Ok(page["next"].as_str().context("a next page")?.to_owned())
    }

    /// Asks for a while, and prints what came of it.
    async fn row(
        &self,
        comments: u64,
        what: &str,
        connections: usize,
        request: &(dyn Fn(u64) -> String + Sync),
    ) -> Result<()> {
        let mut clients = JoinSet::new();
        let end = Instant::now() + TIME;
        for number in 0..connections as u64 {
            // Each client has numbers of its own, made before it is timed.
            let requests: Vec<_> = (0..50_000)
                .map(|it| request(number * 1_000_000 + it))
                .collect();
            let at = self.at.clone();
            clients.spawn(async move {
                let mut client = Client::connect(&at).await?;
                let mut times = Vec::new();
                for request in requests.iter().cycle() {
                    let began = Instant::now();
                    if began > end {
                        break;
                    }
                    client.ask(request).await?;
                    times.push(began.elapsed());
                }
                anyhow::Ok(times)
            });
        }
        let mut times = Vec::new();
        while let Some(client) = clients.join_next().await {
            times.extend(client??);
        }
        times.sort();
        let at = |part: usize| {
            times
                .get(times.len() * part / 100)
                .map_or(0.0, |it| it.as_secs_f64() * 1_000.0)
        };
        let second = times.len() as u64 / TIME.as_secs();
        println!(
            "| {comments} | {what} | {connections} | {second} | {:.2} | {:.2} | {} |",
            at(50),
            at(99),
            self.memory()?
        );
        Ok(())
    }

    /// What the server keeps in memory now, in MiB.
    fn memory(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .context("VmRSS")?;
        let kib: u64 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(kib.div_ceil(1_024))
    }
}

/// A connection that asks one thing after the other: no more than is needed, so that the server has the cores.
struct Client(BufReader<TcpStream>);

impl Client {
    async fn connect(at: &str) -> Result<Self> {
        let stream = TcpStream::connect(at).await?;
        stream.set_nodelay(true)?;
        Ok(Self(BufReader::new(stream)))
    }

    /// The body of the answer.
    async fn ask(&mut self, request: &str) -> Result<Vec<u8>> {
        self.0.get_mut().write_all(request.as_bytes()).await?;
        let mut line = String::new();
        self.0.read_line(&mut line).await?;
        ensure!(line.starts_with("HTTP/1.1 2"), "{line}");
        let mut length = 0;
        loop {
            line.clear();
            self.0.read_line(&mut line).await?;
            if line == "\r\n" {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.trim().parse()?;
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).await?;
        Ok(body)
    }
}
