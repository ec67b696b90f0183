//! The development server over real connections.
#![allow(clippy::unwrap_used, reason = "tests may panic")]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use gradus_core::Artifacts;
use gradus_driver::serve::{ServeError, Server};

fn site(index: &str) -> Artifacts {
    let mut artifacts = Artifacts::new();
    artifacts.insert("site/index.html", format!("<html><body>{index}</body></html>"));
    artifacts.insert("site/cks/index.html", "<html><body>course</body></html>");
    artifacts.insert("site/style.css", "body {}");
    artifacts.insert("cks/cks.apkg", "zip");
    artifacts
}

fn authority(server: &Server) -> String {
    server.url().trim_start_matches("http://").trim_end_matches('/').to_owned()
}

fn request(server: &Server, method: &str, path: &str, host: &str) -> String {
    let mut stream = TcpStream::connect(authority(server)).unwrap();
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn get(server: &Server, path: &str) -> String {
    request(server, "GET", path, &authority(server))
}

/// What the page in an answer has seen.
fn seen(answer: &str) -> &str {
    answer.split_once("reload.js?").unwrap().1.split_once('"').unwrap().0
}

#[test]
fn serves_files_with_their_types_and_lets_nobody_keep_them() {
    let server = Server::start(0).unwrap();
    assert!(server.publish(&site("one")));
    let page = get(&server, "/");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("content-type: text/html; charset=utf-8") && page.contains("cache-control: no-store"));
    assert!(page.contains("one<script src=\"/_gradus/reload.js?") && page.ends_with("</body></html>"), "{page}");
    let style = get(&server, "/style.css?v=1");
    assert!(style.contains("content-type: text/css; charset=utf-8") && style.ends_with("\r\n\r\nbody {}"), "{style}");
    let folder = get(&server, "/cks");
    assert!(folder.starts_with("HTTP/1.1 307") && folder.contains("location: /cks/"), "{folder}");
    assert!(get(&server, "/_gradus/reload.js").contains("location.reload()"));
    let head = request(&server, "HEAD", "/", &authority(&server));
    assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"), "{head}");
}

#[test]
fn gives_nothing_but_the_site() {
    let server = Server::start(0).unwrap();
    server.publish(&site("one"));
    for path in ["/../cks/cks.apkg", "/%2e%2e/cks/cks.apkg", "/cks/cks.apkg", "/nothing", "//etc/passwd"] {
        assert!(get(&server, path).starts_with("HTTP/1.1 404"), "{path}");
    }
    assert!(request(&server, "POST", "/", &authority(&server)).starts_with("HTTP/1.1 405"));
}

#[test]
fn answers_to_its_own_name_alone() {
    let server = Server::start(0).unwrap();
    server.publish(&site("one"));
    let port = authority(&server).rsplit_once(':').unwrap().1.to_owned();
    assert!(request(&server, "GET", "/", &format!("localhost:{port}")).starts_with("HTTP/1.1 200"));
    for host in [format!("evil.example:{port}"), "localhost".to_owned(), "localhost:1".to_owned()] {
        assert!(request(&server, "GET", "/", &host).starts_with("HTTP/1.1 403"), "{host}");
    }
}

#[test]
fn tells_pages_of_a_newer_build() {
    let server = Server::start(0).unwrap();
    server.publish(&site("one"));
    let page = get(&server, "/");
    let address = format!("/_gradus/changes?{}", seen(&page));
    thread::scope(|scope| {
        let waiting = scope.spawn(|| get(&server, &address));
        thread::sleep(Duration::from_millis(50));
        assert!(!server.publish(&site("one")), "the same site is no news");
        thread::sleep(Duration::from_millis(50));
        assert!(!waiting.is_finished());
        assert!(server.publish(&site("two")));
        assert!(waiting.join().unwrap().starts_with("HTTP/1.1 200"));
    });
    assert!(get(&server, &address).starts_with("HTTP/1.1 200"), "a page that missed a build hears at once");
}

#[test]
fn explains_why_there_is_no_site_and_keeps_the_last_good_one() {
    let server = Server::start(0).unwrap();
    server.explain("error: a <b> is missing");
    let page = get(&server, "/cks/");
    assert!(page.starts_with("HTTP/1.1 503") && page.contains("a &lt;b&gt; is missing"), "{page}");
    let before = seen(&page).to_owned();
    server.publish(&site("one"));
    server.explain("error: broken again");
    let page = get(&server, "/");
    assert!(page.contains(">one<"), "{page}");
    assert_ne!(seen(&page), before);
}

#[test]
fn says_that_a_port_is_taken() {
    let server = Server::start(0).unwrap();
    let port = authority(&server).rsplit_once(':').unwrap().1.parse().unwrap();
    assert!(matches!(Server::start(port), Err(ServeError::PortTaken { port: taken }) if taken == port));
}
