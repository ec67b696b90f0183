//! The development server: the site from memory, on loopback alone, reloading pages when there is a newer build.
//!
//! It writes nothing and reads no disk: what to show is handed to it. Building and watching are for the caller.

mod shelf;

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use gradus_core::Artifacts;
use tokio::runtime::Runtime;
use tokio::sync::watch;

use crate::media::content_type;
use shelf::{Found, Shelf};

/// The port unless another is asked for.
pub const DEFAULT_PORT: u16 = 4000;

/// The script that loads a page again.
const RELOAD: &str = include_str!("serve/reload.js");

/// How long a page's question for changes stays open.
const OPEN: Duration = Duration::from_secs(25);

/// Why the server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Somebody else listens there.
    #[error("port {port} is taken")]
    PortTaken {
        /// The port.
        port: u16,
    },
    /// The operating system says no.
    #[error("cannot serve on port {port}")]
    Io {
        /// The port.
        port: u16,
        /// Why not.
        source: io::Error,
    },
}

/// A running server; it stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    stage: Arc<Stage>,
    runtime: Option<Runtime>,
}

/// What is on show.
#[derive(Debug)]
struct Stage {
    /// Of this server, so that a page notices when another one takes its place.
    process: u32,
    port: u16,
    show: RwLock<Show>,
    builds: watch::Sender<u64>,
}

#[derive(Debug, Clone)]
enum Show {
    /// Why there is no site yet.
    Message(String),
    Site(Arc<Shelf>),
}

impl Server {
    /// Listens on 127.0.0.1; port 0 takes any that is free.
    ///
    /// # Errors
    /// When the port is taken or the system refuses.
    pub fn start(port: u16) -> Result<Self, ServeError> {
        let failed = |source: io::Error| match source.kind() {
            io::ErrorKind::AddrInUse => ServeError::PortTaken { port },
            _ => ServeError::Io { port, source },
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let stage = Arc::new(Stage {
            process: std::process::id(),
            port: address.port(),
            show: RwLock::new(Show::Message("The site is being built.".to_owned())),
            builds: watch::Sender::new(0),
        });
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(failed)?;
        let app = Router::new().fallback(answer).with_state(Arc::clone(&stage));
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener).map_err(failed)?
        };
        runtime.spawn(async move { axum::serve(listener, app).await });
        Ok(Server { address, stage, runtime: Some(runtime) })
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Shows the site among the artifacts from now on; whether it differs from the one before.
    pub fn publish(&self, artifacts: &Artifacts) -> bool {
        let shelf = Shelf::new(artifacts);
        let mut show = self.stage.show.write().unwrap_or_else(PoisonError::into_inner);
        if matches!(&*show, Show::Site(old) if **old == shelf) {
            return false;
        }
        *show = Show::Site(Arc::new(shelf));
        drop(show);
        self.stage.builds.send_modify(|builds| *builds += 1);
        true
    }

    /// Shows why there is no site, unless there was one already: the last good one stays.
    pub fn explain(&self, message: &str) {
        let mut show = self.stage.show.write().unwrap_or_else(PoisonError::into_inner);
        if let Show::Message(old) = &mut *show {
            message.clone_into(old);
            drop(show);
            self.stage.builds.send_modify(|builds| *builds += 1);
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // Pages hold their questions for changes open; nobody waits for them.
            runtime.shutdown_background();
        }
    }
}

impl Stage {
    /// What a page that was loaded now has seen.
    fn seen(&self) -> String {
        format!("{}-{}", self.process, *self.builds.borrow())
    }

    /// Another name may be a foreign page that points its own domain at this machine.
    fn is_own_host(&self, headers: &HeaderMap) -> bool {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        let (name, port) = host.rsplit_once(':').unwrap_or((host, "80"));
        matches!(name, "127.0.0.1" | "localhost") && port == self.port.to_string()
    }
}

async fn answer(State(stage): State<Arc<Stage>>, request: Request) -> Response {
    if !stage.is_own_host(request.headers()) {
        return text(StatusCode::FORBIDDEN, "This server answers to 127.0.0.1 and localhost alone.");
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return text(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD.");
    }
    match request.uri().path() {
        "/_gradus/reload.js" => respond(StatusCode::OK, "text/javascript; charset=utf-8", RELOAD),
        "/_gradus/changes" => changes(&stage, request.uri().query().unwrap_or_default()).await,
        path => page(&stage, path),
    }
}

fn page(stage: &Stage, path: &str) -> Response {
    // Asked before the page is taken: a build in between makes the page load once more, never once too little.
    let seen = stage.seen();
    let show = stage.show.read().unwrap_or_else(PoisonError::into_inner).clone();
    let site = match show {
        Show::Site(site) => site,
        Show::Message(message) => return html(StatusCode::SERVICE_UNAVAILABLE, &message_page(&message), &seen),
    };
    match site.find(path) {
        Found::File(path, bytes) if path.ends_with(".html") => html(StatusCode::OK, bytes, &seen),
        Found::File(path, bytes) => respond(StatusCode::OK, &content_type(path), bytes.to_owned()),
        Found::Folder(address) => redirect(&address),
        Found::Nothing(Some(page)) => html(StatusCode::NOT_FOUND, page, &seen),
        Found::Nothing(None) => html(StatusCode::NOT_FOUND, &message_page("There is no such page."), &seen),
    }
}

/// Answers once there is a build that the page has not seen, or with nothing after a while.
async fn changes(stage: &Stage, seen: &str) -> Response {
    let mut builds = stage.builds.subscribe();
    if stage.seen() == seen {
        let newer = tokio::time::timeout(OPEN, builds.changed()).await;
        if newer.is_err() {
            return respond(StatusCode::NO_CONTENT, "text/plain; charset=utf-8", "");
        }
    }
    text(StatusCode::OK, "reload")
}

/// A page with the script that loads it again. It comes from this server, so a strict content policy lets it run.
fn html(status: StatusCode, page: &[u8], seen: &str) -> Response {
    let script = format!("<script src=\"/_gradus/reload.js?{seen}\" defer></script>");
    let at = find_last(page, b"</body>").unwrap_or(page.len());
    let body = [&page[..at], script.as_bytes(), &page[at..]].concat();
    respond(status, "text/html; charset=utf-8", body)
}

fn find_last(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).rposition(|window| window == wanted)
}

fn message_page(message: &str) -> Vec<u8> {
    let escaped = message.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\">\
         <title>Gradus</title><body><pre>{escaped}</pre></body></html>\n"
    )
    .into_bytes()
}

fn text(status: StatusCode, message: &'static str) -> Response {
    respond(status, "text/plain; charset=utf-8", message)
}

fn redirect(address: &str) -> Response {
    let mut response = text(StatusCode::TEMPORARY_REDIRECT, "It is a folder.");
    if let Ok(address) = HeaderValue::from_str(address) {
        response.headers_mut().insert(header::LOCATION, address);
    }
    response
}

fn respond(status: StatusCode, content_type: &str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(content_type) {
        headers.insert(header::CONTENT_TYPE, value);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
