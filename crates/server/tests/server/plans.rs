//! How the databases run each statement: by an index, whatever grows.
//!
//! The statements are those that the program says it runs (sqlx logs each of them) while everything is asked for that it can
//! do, so that none can be forgotten here.

use std::{collections::BTreeSet, path::Path};

use anyhow::{Context, Result, ensure};
use reqwest::Method;
use serde_json::{Value, json};
use server::repository::{Database, Repository};
use sqlx::{AnyPool, AssertSqlSafe, Executor, Row};

use crate::{
    postgres::Postgres,
    running::{ARTICLE, Posted, Running, command as run, folder},
};

/// Tables that grow with what readers say.
const BIG: [&str; 4] = ["comments", "votes", "reports", "hidden_comments"];

/// The numbers from 0 on, in each database.
const SQLITE_NUMBERS: &str =
    "WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < 29999)";
const POSTGRES_NUMBERS: &str = "WITH numbers (n) AS (SELECT generate_series(0, 29999))";

/// 30,000 comments on three articles in threads of ten, with as many votes, reports and hidden texts.
async fn fill(database: &Database, url: &str) -> Result<()> {
    Repository::open(database).await?.close().await;
    let pool = AnyPool::connect(url).await?;
    let is_sqlite = matches!(database, Database::Sqlite(_));
    let numbers = if is_sqlite {
        SQLITE_NUMBERS
    } else {
        POSTGRES_NUMBERS
    };
    // Ids of version 7 by number; the bytes of a place.
    let (id, place, hash) = if is_sqlite {
        (
            "unhex(printf('%012x70008%015x', 1700000000000 + {n}, {n}))",
            "CASE n % 10 WHEN 0 THEN x'' ELSE unhex(printf('%02x', n % 10)) END",
            "unhex(printf('%064x', {n}))",
        )
    } else {
        (
            "decode(lpad(to_hex(1700000000000 + {n}), 12, '0') || '70008' || lpad(to_hex({n}), 15, '0'), 'hex')",
            "CASE n % 10 WHEN 0 THEN ''::bytea ELSE decode(lpad(to_hex(n % 10), 2, '0'), 'hex') END",
            "decode(lpad(to_hex({n}), 64, '0'), 'hex')",
        )
    };
    let id = |n: &str| id.replace("{n}", n);
    let hash = hash.replace("{n}", "n");
    let root = id("(n - n % 10)");
    let own = id("n");
    let article = format!("CASE n / 10 % 3 WHEN 0 THEN '{ARTICLE}' WHEN 1 THEN 'b' ELSE 'c' END");
    for sql in [
        format!("INSERT INTO articles (slug, version, total, latest) VALUES ('{ARTICLE}', 30000, 10000, 1700000030000), ('b', 30000, 10000, 1700000030000), ('c', 30000, 10000, 1700000030000)"),
        format!(
            "{numbers} INSERT INTO comments (id, article, parent, thread, path, depth, reply_seq, name, body, created, descendants, created_version,
                version, key_hash, request_hash, nonce, token_hash)
            SELECT {own}, {article}, CASE WHEN n % 10 > 0 THEN {root} END, {root}, {place}, CASE WHEN n % 10 > 0 THEN 1 ELSE 0 END, 9, 'Hana',
                'Comment number ' || n, 1700000000000 + n, CASE WHEN n % 10 > 0 THEN 0 ELSE 9 END, n, n, {own}, {hash}, {hash}, {hash} FROM numbers"
        ),
        format!("{numbers} INSERT INTO votes (comment, device, network) SELECT {own}, {hash}, {hash} FROM numbers"),
        format!("{numbers} INSERT INTO reports (comment, device, network, reported) SELECT {own}, {hash}, {hash}, n FROM numbers"),
        format!("{numbers} INSERT INTO hidden_comments (comment, body, hidden) SELECT {own}, 'hidden', n FROM numbers"),
    ] {
        pool.execute(AssertSqlSafe(sql)).await?;
    }
    if !is_sqlite {
        pool.execute("ANALYZE").await?;
    }
    pool.close().await;
    Ok(())
}

/// Asks for everything that the server and the commands can do: the statements that they ran.
async fn statements(folder: &Path, database: &[&str]) -> Result<BTreeSet<String>> {
    let log = ["--log", "warn,sqlx::query=debug", "--log-format", "json"];
    let options = [&log[..], database].concat();
    let server = Running::start(folder, &[&["--changes", "0"], &options[..]].concat())?;
    let get = async |path: String| -> Result<Value> {
        let answer = server.ask(Method::GET, &path).send().await?;
        let answer = answer.error_for_status()?.text().await?;
        Ok(serde_json::from_str(&answer).unwrap_or_default())
    };
    let first = server.post(None, "a comment").await?;
    let mut replies: Vec<Posted> = Vec::new();
    for number in 0..8 {
        let parent = replies.last().map_or(&first.id, |it| &it.id).clone();
        replies.push(
            server
                .post(Some(&parent), &format!("answer {number}"))
                .await?,
        );
    }
    for sort in ["oldest", "newest", "helpful"] {
        let list = format!("/articles/{ARTICLE}/comments?sort={sort}");
        let page = get(list.clone()).await?;
        let next = page["next"].as_str().context("a next page")?;
        let page = get(format!("{list}&cursor={next}")).await?;
        let before = page["previous"].as_str().context("a page before")?;
        get(format!("{list}&before={before}")).await?;
    }
    let of_thread = format!("/comments/{}/replies?limit=3", first.id);
    let page = get(of_thread.clone()).await?;
    let next = page["next"].as_str().context("further replies")?;
    get(format!("{of_thread}&cursor={next}")).await?;
    get(format!("{of_thread}&before={next}")).await?;
    let last = replies.last().context("a reply")?;
    for path in [
        format!("/comments/{}", first.id),
        format!("/comments/{}/context", first.id),
        format!("/comments/{}/context", last.id),
        format!("/articles/{ARTICLE}/comments.atom"),
        format!("/counts?slug={ARTICLE}"),
    ] {
        get(path).await?;
    }
    let mut stream = server
        .ask(
            Method::GET,
            &format!("/articles/{ARTICLE}/events?since=29000"),
        )
        .send()
        .await?;
    stream.chunk().await?;
    stream.chunk().await?;
    drop(stream);
    for (method, path) in [
        (Method::PUT, "helpful"),
        (Method::DELETE, "helpful"),
        (Method::POST, "reports"),
    ] {
        let path = format!("/comments/{}/{path}", first.id);
        let said = server
            .ask(method, &path)
            .bearer_auth("a-device-of-this-test");
        said.send().await?.error_for_status()?;
    }
    let edit = server.ask(Method::PATCH, &format!("/comments/{}", first.id));
    let edit = edit
        .bearer_auth(&first.token)
        .header("if-match", &first.tag);
    edit.json(&json!({ "body": "edited" }))
        .send()
        .await?
        .error_for_status()?;
    let mut said = String::new();
    let id = last.id.as_str();
    for command in [
        &["reports", "list"][..],
        &["reports", "dismiss", id],
        &["hide", id],
        &["show", id],
        &["delete", id],
    ] {
        let command = run(folder, &[command, &options].concat())?;
        ensure!(command.is_success, "{command:?}");
        said += &command.log;
    }
    for comment in replies.iter().rev().skip(1).chain([&first]) {
        let delete = server.ask(Method::DELETE, &format!("/comments/{}", comment.id));
        let delete = delete.bearer_auth(&comment.token).header("if-match", "*");
        delete.send().await?.error_for_status()?;
    }
    said += &server.log();
    let mut statements = BTreeSet::new();
    for line in said.lines() {
        let Ok(line) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        let whole = line["db.statement"].as_str().filter(|it| !it.is_empty());
        let text = whole.or(line["summary"].as_str()).unwrap_or_default();
        let words: Vec<_> = text.split_whitespace().collect();
        let kinds = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"];
        if words.first().is_some_and(|it| kinds.contains(it)) && !text.contains("_sqlx_migrations")
        {
            statements.insert(words.join(" "));
        }
    }
    Ok(statements)
}

/// What there must be among the statements: else they are not those of the program.
fn are_all_there(statements: &BTreeSet<String>) -> Result<()> {
    for part in [
        "INSERT INTO comments",
        "INSERT INTO votes",
        "INSERT INTO reports",
        "INSERT INTO hidden_comments",
        "DELETE FROM votes",
        "DELETE FROM reports",
        "ORDER BY c.created ASC",
        "ORDER BY c.created DESC",
        "ORDER BY c.helpful DESC",
        "ORDER BY c.path ASC",
        "ORDER BY c.path DESC",
        "count(*) AS replies",
        "GROUP BY r.comment",
        "c.key_hash = $1",
        "c.body IS NOT NULL",
        "c.version > $2",
        "slug IN ($1)",
    ] {
        let is_there = statements.iter().any(|it| it.contains(part));
        ensure!(is_there, "{part} is not among them: {statements:#?}");
    }
    Ok(())
}

/// The names by which a statement calls the big tables.
fn big_names(sql: &str) -> Vec<&str> {
    let words: Vec<_> = sql.split([' ', '(', ')', ',']).collect();
    let mut names = BIG.to_vec();
    for pair in words.windows(2) {
        if BIG.contains(&pair[0]) && pair[1].len() == 1 {
            names.push(pair[1]);
        }
    }
    names
}

#[tokio::test]
async fn no_statement_scans_or_sorts_a_big_table_of_sqlite() -> Result<()> {
    sqlx::any::install_default_drivers();
    let folder = folder()?;
    let file = folder.path().join("data/comments.db");
    let url = format!("sqlite://{}", file.display());
    fill(&Database::Sqlite(file), &url).await?;
    let statements = statements(folder.path(), &[]).await?;
    are_all_there(&statements)?;
    let pool = AnyPool::connect(&url).await?;
    let mut wrong = Vec::new();
    for sql in &statements {
        let explain = format!("EXPLAIN QUERY PLAN {sql}");
        let rows = pool.fetch_all(AssertSqlSafe(explain)).await?;
        let names = big_names(sql);
        for row in rows {
            let step: String = row.try_get("detail")?;
            let scanned = step
                .strip_prefix("SCAN ")
                .and_then(|it| it.split(' ').next());
            let is_scan = scanned.is_some_and(|it| names.contains(&it));
            if is_scan || step.contains("TEMP B-TREE") || step.contains("AUTOMATIC") {
                wrong.push(format!("{step}: {sql}"));
            }
        }
    }
    ensure!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}

#[tokio::test]
async fn no_statement_scans_or_sorts_a_big_table_of_postgresql() -> Result<()> {
    sqlx::any::install_default_drivers();
    let postgres = Postgres::start()?;
    let url = postgres.database("plans")?;
    let folder = folder()?;
    fill(&Database::Postgres(url.clone()), &url).await?;
    let statements = statements(folder.path(), &["--database-url", &url]).await?;
    are_all_there(&statements)?;
    let pool = sqlx::pool::PoolOptions::<sqlx::Any>::new()
        .max_connections(1)
        .connect(&url)
        .await?;
    // The plan for whatever is asked for, not for one value.
    pool.execute("SET plan_cache_mode = force_generic_plan")
        .await?;
    let mut wrong = Vec::new();
    for sql in &statements {
        let parameters = (1..100)
            .rfind(|it| sql.contains(&format!("${it}")))
            .unwrap_or(0);
        let values = vec!["NULL"; parameters].join(", ");
        let values = if parameters == 0 {
            values
        } else {
            format!("({values})")
        };
        let prepare = format!("PREPARE statement AS {sql}");
        sqlx::raw_sql(AssertSqlSafe(prepare))
            .execute(&pool)
            .await
            .context(sql.clone())?;
        let explain = format!("EXPLAIN EXECUTE statement{values}");
        let rows = sqlx::raw_sql(AssertSqlSafe(explain))
            .fetch_all(&pool)
            .await?;
        pool.execute("DEALLOCATE statement").await?;
        let is_big = big_names(sql).len() > BIG.len() || BIG.iter().any(|it| sql.contains(it));
        for row in rows {
            let step: String = row.try_get(0)?;
            let is_scan = BIG
                .iter()
                .any(|it| step.contains(&format!("Seq Scan on {it}")));
            let is_sort = is_big
                && step
                    .trim_start()
                    .trim_start_matches("->")
                    .trim()
                    .starts_with("Sort ");
            if is_scan || is_sort {
                wrong.push(format!("{step}: {sql}"));
            }
        }
    }
    ensure!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}
