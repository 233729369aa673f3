//! Commands of `WebDriver` for which thirtyfour has no name.

use std::sync::Arc;

use anyhow::Result;
use axum::http::Method;
use serde::de::DeserializeOwned;
use serde_json::Value;
use thirtyfour::{
    common::command::{Command, ExtensionCommand},
    session::handle::SessionHandle,
};

/// Asks the driver for what is at `endpoint` of the session.
pub(crate) async fn get<T: DeserializeOwned>(session: &SessionHandle, endpoint: &str) -> Result<T> {
    send(session, Method::GET, endpoint, None).await
}

/// Gives the driver the command at `endpoint` of the session.
pub(crate) async fn post(session: &SessionHandle, endpoint: &str, body: Value) -> Result<Value> {
    send(session, Method::POST, endpoint, Some(body)).await
}

async fn send<T: DeserializeOwned>(
    session: &SessionHandle,
    method: Method,
    endpoint: &str,
    body: Option<Value>,
) -> Result<T> {
    let custom = Custom {
        method,
        endpoint: endpoint.into(),
        body,
    };
    Ok(session
        .cmd(Command::ExtensionCommand(Box::new(custom)))
        .await?
        .value()?)
}

#[derive(Debug)]
struct Custom {
    method: Method,
    endpoint: Arc<str>,
    body: Option<Value>,
}

impl ExtensionCommand for Custom {
    fn parameters_json(&self) -> Option<Value> {
        self.body.clone()
    }

    fn method(&self) -> Method {
        self.method.clone()
    }

    fn endpoint(&self) -> Arc<str> {
        self.endpoint.clone()
    }
}
