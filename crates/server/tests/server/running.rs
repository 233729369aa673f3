//! The program, running, with a small site and a database of its own.

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode, header};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::{TcpSocket, TcpStream};

/// The article that the site has.
pub(crate) const ARTICLE: &str = "letters";
/// So long anything may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running server. It ends when dropped.
#[derive(Debug)]
pub(crate) struct Running {
    process: Child,
    origin: String,
    log: Arc<Mutex<String>>,
    client: Client,
}

/// A folder with a small site in it, and room for a database.
pub(crate) fn folder() -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    let article = folder.path().join("site").join(ARTICLE);
    std::fs::create_dir_all(&article)?;
    let page = format!(
        "<!doctype html><html lang=\"en\" data-article=\"{ARTICLE}\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"><title>Letters</title>"
    );
    std::fs::write(article.join("index.html"), &page)?;
    std::fs::write(folder.path().join("site/index.html"), &page)?;
    std::fs::write(folder.path().join("secret.txt"), "secret")?;
    Ok(folder)
}

/// A comment as it was posted.
#[derive(Clone, Debug)]
pub(crate) struct Posted {
    pub(crate) id: String,
    pub(crate) token: String,
    pub(crate) tag: String,
}

impl Running {
    /// Starts it over the folder, on a free port, with further options.
    pub(crate) fn start(folder: &Path, options: &[&str]) -> Result<Self> {
        Self::start_by(Command::new("env"), folder, options)
    }

    /// Starts it by a command that becomes the one that it is given.
    pub(crate) fn start_by(mut command: Command, folder: &Path, options: &[&str]) -> Result<Self> {
        let mut process = command
            .arg(env!("CARGO_BIN_EXE_inside-out-server"))
            .arg("--dir")
            .arg(folder.join("site"))
            .env("INSIDE_OUT_DATA", folder.join("data/comments.db"))
            .args(["--port", "0"])
            .args(options)
            .env("INSIDE_OUT_GRACE", "0")
            .env_remove("DATABASE_URL")
            .env_remove("RUST_LOG")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let log = Arc::new(Mutex::new(String::new()));
        let stderr = process.stderr.take().context("its log")?;
        let written = Arc::clone(&log);
        let reading = thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                let mut log = written.lock().unwrap();
                log.push_str(&line);
                log.push('\n');
            }
        });
        let stdout = process.stdout.take().context("what it says")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        let origin = line
            .trim()
            .strip_prefix("Inside Out is at ")
            .map(|it| it.trim_end_matches('/').to_owned());
        let client = Client::builder().timeout(PATIENCE).build()?;
        let Some(origin) = origin else {
            process.wait()?;
            // All that it has said until its end.
            let _ = reading.join();
            anyhow::bail!("it did not start: {line}{}", log.lock().unwrap());
        };
        Ok(Self {
            process,
            origin,
            log,
            client,
        })
    }

    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> Result<SocketAddr> {
        let address = self.origin.strip_prefix("http://").context("an origin")?;
        let address = address.split('/').next().context("an address")?;
        Ok(address.parse()?)
    }

    /// A connection from an address of this machine's, such as 127.0.0.2, which stands for another client.
    pub(crate) async fn connect_from(&self, client: [u8; 4]) -> Result<TcpStream> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::from((client, 0)))?;
        Ok(socket.connect(self.address()?).await?)
    }

    /// A request to the API.
    pub(crate) fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        self.client
            .request(method, format!("{}/api/v1{path}", self.origin))
    }

    /// A request to anything.
    pub(crate) fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.origin))
    }

    /// A request that posts a comment.
    pub(crate) fn new_comment(
        &self,
        key: &str,
        parent: Option<&str>,
        body: &str,
    ) -> RequestBuilder {
        self.ask(Method::POST, &format!("/articles/{ARTICLE}/comments"))
            .header("idempotency-key", key)
            .json(&json!({ "parent": parent, "name": "Hana", "body": body }))
    }

    /// Posts a comment, with a key made of its text.
    pub(crate) async fn post(&self, parent: Option<&str>, body: &str) -> Result<Posted> {
        let answer = self.new_comment(&key(body), parent, body).send().await?;
        ensure!(answer.status() == StatusCode::CREATED, "{answer:?}");
        let tag = answer.headers()[header::ETAG].to_str()?.to_owned();
        let posted: Value = answer.json().await?;
        let text = |it: &Value| it.as_str().map(str::to_owned).context("a text");
        Ok(Posted {
            id: text(&posted["comment"]["id"])?,
            token: text(&posted["edit_token"])?,
            tag,
        })
    }

    /// The first page, the oldest first.
    pub(crate) async fn page(&self) -> Result<Value> {
        let answer = self
            .ask(
                Method::GET,
                &format!("/articles/{ARTICLE}/comments?sort=oldest"),
            )
            .send()
            .await?;
        Ok(answer.error_for_status()?.json().await?)
    }

    /// What it has logged until now.
    pub(crate) fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// Ends it as the system does.
    pub(crate) fn signal(&self, signal: &str) -> Result<()> {
        let sent = Command::new("kill")
            .args([signal, &self.id().to_string()])
            .status()?;
        ensure!(sent.success(), "{signal} was not sent");
        Ok(())
    }

    /// Waits until it has ended.
    pub(crate) async fn ended(&mut self) -> Result<ExitStatus> {
        let begin = Instant::now();
        loop {
            if let Some(status) = self.process.try_wait()? {
                return Ok(status);
            }
            ensure!(begin.elapsed() < PATIENCE, "it does not end");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

/// What a command has said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) is_success: bool,
    pub(crate) out: String,
    pub(crate) log: String,
}

/// What a command says, such as `inside-out-server reports list`, on the database of a folder unless said otherwise.
pub(crate) fn command(folder: &Path, arguments: &[&str]) -> Result<Said> {
    let output = Command::new(env!("CARGO_BIN_EXE_inside-out-server"))
        .args(arguments)
        .env("INSIDE_OUT_DATA", folder.join("data/comments.db"))
        .env_remove("DATABASE_URL")
        .env_remove("RUST_LOG")
        .output()?;
    Ok(Said {
        is_success: output.status.success(),
        out: String::from_utf8(output.stdout)?,
        log: String::from_utf8(output.stderr)?,
    })
}

/// What a command says that succeeds.
pub(crate) fn commanded(folder: &Path, arguments: &[&str]) -> Result<String> {
    let said = command(folder, arguments)?;
    ensure!(said.is_success, "{arguments:?}: {said:?}");
    Ok(said.out)
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An idempotency key for a text.
pub(crate) fn key(text: &str) -> String {
    let words: String = text
        .chars()
        .map(|it| if it.is_ascii_alphanumeric() { it } else { '-' })
        .take(100)
        .collect();
    format!("key-of-a-test-of-the-server-{words}")
}

/// That an answer is a problem document with this status, of this kind.
pub(crate) async fn is_problem(answer: Response, status: u16, kind: &str) -> Result<Value> {
    let headers = answer.headers().clone();
    ensure!(answer.status().as_u16() == status, "{kind}: {answer:?}");
    ensure!(
        headers[header::CONTENT_TYPE] == "application/problem+json",
        "{kind}: {headers:?}"
    );
    ensure!(headers.contains_key("x-request-id"), "{kind}: {headers:?}");
    let problem: Value = answer.json().await?;
    ensure!(
        problem["type"] == format!("urn:inside-out:problem:{kind}"),
        "{problem}"
    );
    ensure!(problem["status"] == status, "{problem}");
    Ok(problem)
}

/// Waits until something holds.
pub(crate) async fn until<T>(
    what: &str,
    mut look: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let begin = Instant::now();
    loop {
        if let Some(found) = look().await? {
            return Ok(found);
        }
        ensure!(begin.elapsed() < PATIENCE, "waited in vain: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Holds the database of a folder as another program would: nobody else writes until it is closed.
pub(crate) async fn hold(folder: &Path) -> Result<sqlx::AnyPool> {
    sqlx::any::install_default_drivers();
    let file = folder.join("data/comments.db");
    let pool = sqlx::pool::PoolOptions::new()
        .max_connections(1)
        .connect(&format!("sqlite://{}", file.display()))
        .await?;
    sqlx::query("BEGIN IMMEDIATE").execute(&pool).await?;
    Ok(pool)
}
