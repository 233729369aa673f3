//! Votes and reports: one of each a device and a network.

use anyhow::Result;
use reqwest::{Method, StatusCode};
use serde_json::Value;

use crate::running::{Running, commanded, folder, is_problem};

/// A server behind a proxy, so that a test can be in several networks.
const BEHIND_PROXY: [&str; 4] = ["--changes", "0", "--proxies", "127.0.0.1/32"];

/// Votes, or takes the vote back: how many votes the comment has then.
async fn vote(
    server: &Running,
    method: Method,
    comment: &str,
    device: &str,
    network: &str,
) -> Result<u64> {
    let voted: Value = server
        .ask(method, &format!("/comments/{comment}/helpful"))
        .bearer_auth(format!("a-device-called-{device}"))
        .header("x-forwarded-for", network)
        .send()
        .await?
        .error_for_status()?
        .json()
        .await?;
    Ok(voted["helpful"].as_u64().unwrap_or(u64::MAX))
}

#[tokio::test]
async fn a_device_votes_once_and_can_take_it_back() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &BEHIND_PROXY)?;
    let comment = server.post(None, "helpful").await?.id;
    for (method, device, network, count) in [
        (Method::PUT, "one", "192.0.2.1", 1),
        (Method::PUT, "one", "192.0.2.1", 1),
        // On the way it gets another address.
        (Method::PUT, "one", "192.0.2.3", 1),
        (Method::PUT, "two", "192.0.2.2", 2),
        (Method::DELETE, "one", "192.0.2.9", 1),
        (Method::DELETE, "one", "192.0.2.1", 1),
        (Method::DELETE, "two", "192.0.2.2", 0),
    ] {
        assert_eq!(
            vote(&server, method, &comment, device, network).await?,
            count
        );
    }
    let unsigned = server.ask(Method::PUT, &format!("/comments/{comment}/helpful"));
    is_problem(unsigned.send().await?, 401, "unauthorized").await?;
    Ok(())
}

#[tokio::test]
async fn a_network_counts_once_however_many_devices_it_claims_to_have() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &BEHIND_PROXY)?;
    let comment = server.post(None, "helpful").await?.id;
    for number in 0..30 {
        let device = format!("random-{number}");
        let address = format!("2001:db8:1:2::{number:x}");
        let count = vote(&server, Method::PUT, &comment, &device, &address).await?;
        assert_eq!(count, 1, "30 addresses of one /64");
    }
    assert_eq!(
        vote(&server, Method::PUT, &comment, "other", "2001:db8:1:3::1").await?,
        2
    );
    // Honest readers behind one address: the vote stands until the last of them takes it back.
    for number in 0..30 {
        let device = format!("random-{number}");
        let count = vote(
            &server,
            Method::DELETE,
            &comment,
            &device,
            "2001:db8:1:2::1",
        )
        .await?;
        assert_eq!(count, if number < 29 { 2 } else { 1 });
    }
    assert_eq!(server.page().await?["items"][0]["comment"]["helpful"], 1);
    Ok(())
}

#[tokio::test]
async fn reports_are_stored_one_a_device_and_a_network() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &BEHIND_PROXY)?;
    let comment = server.post(None, "something\nbad").await?.id;
    server.post(None, "something good").await?;
    assert_eq!(
        commanded(folder.path(), &["reports", "list"])?,
        "No comment is reported.\n"
    );
    for (device, network) in [
        ("one", "192.0.2.1"),
        ("one", "192.0.2.1"),
        ("one", "192.0.2.2"),
        ("two", "192.0.2.1"),
        ("three", "192.0.2.3"),
    ] {
        let reported = server
            .ask(Method::POST, &format!("/comments/{comment}/reports"))
            .bearer_auth(format!("a-device-called-{device}"))
            .header("x-forwarded-for", network)
            .send()
            .await?;
        assert_eq!(reported.status(), StatusCode::NO_CONTENT);
    }
    let list = commanded(folder.path(), &["reports", "list"])?;
    assert!(
        list.contains(&comment) && list.contains("reports: 2,"),
        "{list}"
    );
    assert!(list.contains("Hana: something bad"), "{list}");
    assert!(!list.contains("something good"), "{list}");
    let dismissed = commanded(folder.path(), &["reports", "dismiss", &comment])?;
    assert_eq!(dismissed, "Reports dismissed: 2.\n");
    assert_eq!(
        commanded(folder.path(), &["reports", "list"])?,
        "No comment is reported.\n"
    );
    assert_eq!(server.page().await?["total"], 2, "the comment stays");
    Ok(())
}
