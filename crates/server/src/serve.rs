//! Connections: let in as long as there is room, each given to a task of its own, and let go.

use std::{io, net::SocketAddr, time::Duration};

use axum::{Router, extract::ConnectInfo, middleware};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::net::{TcpListener, TcpStream};
use tokio_io_timeout::TimeoutStream;
use tower_http::add_extension::AddExtension;

use crate::{
    admission::{Admission, Admitted},
    health,
    shutdown::Shutdown,
};

pub use crate::admission::ConnectionOptions;

/// How long the head of a request is at most, in bytes.
const LONGEST_HEAD: usize = 16 << 10;
/// How long those who are being answered have when the server ends.
const DRAIN: Duration = Duration::from_secs(10);
/// How long a connection lasts that was let in for health checks only.
const RESERVED: Duration = Duration::from_secs(5);
/// After a fault of the system (no more files may be opened), it is tried again.
const AGAIN: Duration = Duration::from_millis(100);

/// Answers until the server drains; then lets those go on who are being answered.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: Shutdown,
    options: &ConnectionOptions,
) {
    let server = Server {
        admission: Admission::new(options),
        full: router
            .clone()
            .layer(middleware::from_fn(health::only_health)),
        router,
        graceful: GracefulShutdown::new(),
        head_timeout: options.head_timeout,
        write_timeout: options.write_timeout,
    };
    let mut draining = std::pin::pin!(shutdown.clone().draining());
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut draining => break,
        };
        match accepted {
            Ok((stream, peer)) => server.let_in(stream, peer),
            Err(error) => {
                tracing::warn!(%error, "a connection was not taken");
                tokio::time::sleep(AGAIN).await;
            }
        }
    }
    drop(listener);
    tokio::select! {
        () = server.graceful.shutdown() => {}
        () = tokio::time::sleep(DRAIN) => tracing::warn!("some were still being answered"),
        () = shutdown.stopped() => tracing::warn!("asked twice to end: some were still being answered"),
    }
}

struct Server {
    admission: Admission,
    router: Router,
    /// What is answered where there is no room: health checks.
    full: Router,
    graceful: GracefulShutdown,
    head_timeout: Duration,
    write_timeout: Duration,
}

impl Server {
    fn let_in(&self, stream: TcpStream, peer: SocketAddr) {
        let Some(admitted) = self.admission.admit(peer.ip()) else {
            metrics::counter!("inside_out_connections_refused_total").increment(1);
            return;
        };
        if let Err(error) = self.set_up(&stream) {
            // It is gone already.
            tracing::debug!(%error, "a connection was lost at once");
            return;
        }
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(self.write_timeout));
        let stream = TokioIo::new(Box::pin(stream));
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).max_buf_size(LONGEST_HEAD);
        let router = match &admitted {
            Admitted::Place(_) => &self.router,
            Admitted::Reserve(_) => &self.full,
        };
        let service =
            TowerToHyperService::new(AddExtension::new(router.clone(), ConnectInfo(peer)));
        // Where a connection ends in an error, the client is gone, stalls, or sends what is no HTTP: nobody is there to be told.
        match admitted {
            Admitted::Place(place) => {
                http.header_read_timeout(self.head_timeout);
                let connection = self.graceful.watch(http.serve_connection(stream, service));
                tokio::spawn(async move {
                    let _ = connection.await;
                    drop(place);
                });
            }
            Admitted::Reserve(place) => {
                http.header_read_timeout(RESERVED).keep_alive(false);
                let connection = http.serve_connection(stream, service);
                tokio::spawn(async move {
                    let _ = tokio::time::timeout(RESERVED, connection).await;
                    drop(place);
                });
            }
        }
    }

    fn set_up(&self, stream: &TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        // The system itself gives up a client that is gone without a word, whose connection seems open for a quarter of an hour
        // otherwise.
        #[cfg(target_os = "linux")]
        socket2::SockRef::from(stream).set_tcp_user_timeout(Some(self.write_timeout))?;
        Ok(())
    }
}
