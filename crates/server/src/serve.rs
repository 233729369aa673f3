//! Connections: taken, each given to a task of its own, and let go.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, extract::ConnectInfo};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{net::TcpListener, sync::Semaphore};
use tower_http::add_extension::AddExtension;

use crate::shutdown::Shutdown;

/// So many connections are open at once; others wait.
const CONNECTIONS: usize = 10_000;
/// So long a client may take for the head of a request, or be silent between two.
const HEAD: Duration = Duration::from_secs(15);
/// So long a head is at most, in bytes.
const LONGEST_HEAD: usize = 16 << 10;
/// So long those who are being answered have when the server ends.
const DRAIN: Duration = Duration::from_secs(10);
/// After a fault of the system (no more files may be opened), it is tried again.
const AGAIN: Duration = Duration::from_millis(100);

/// Answers until the end begins; then lets those go on who are being answered.
pub async fn serve(listener: TcpListener, router: Router, shutdown: Shutdown) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(LONGEST_HEAD);
    let end = shutdown.begun();
    let mut end = std::pin::pin!(end);
    loop {
        let connection = tokio::select! {
            connection = accept(&listener, &places) => connection,
            () = &mut end => break,
        };
        let (stream, peer, place) = match connection {
            Ok(connection) => connection,
            Err(error) => {
                tracing::warn!(%error, "a connection was not taken");
                tokio::time::sleep(AGAIN).await;
                continue;
            }
        };
        let service =
            TowerToHyperService::new(AddExtension::new(router.clone(), ConnectInfo(peer)));
        let connection = http.serve_connection(TokioIo::new(stream), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // The client is gone, or sends what is no HTTP: nobody is there to be told.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(DRAIN, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some were still being answered");
    }
}

type Place = tokio::sync::OwnedSemaphorePermit;

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> io::Result<(tokio::net::TcpStream, SocketAddr, Place)> {
    let place = Arc::clone(places)
        .acquire_owned()
        .await
        .map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    stream.set_nodelay(true)?;
    Ok((stream, peer, place))
}
