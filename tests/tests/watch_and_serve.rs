//! The two commands that run on: what they do when a file changes, and when a course breaks under them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use gradus_tests::{Catalogue, Running, differences, eventually, picture};

const LESSON: &str = "course/cks/modules/02-setup/network-policy.md";
const PAGE: &str = "output/site/cks/lessons/network-policy.html";

#[test]
fn watch_survives_a_broken_edit() {
    let catalogue = Catalogue::copy();
    let mut watch = Running::start(&mut catalogue.command(&["watch", "--only", "site"]));
    let page = || fs::read_to_string(catalogue.path(PAGE)).ok();
    eventually("the first build", || page().filter(|_| catalogue.path("output/manifest.json").is_file()));
    let good = picture(&catalogue.path("output"));

    catalogue.replace(LESSON, "\n## ", "\n[Nowhere](lesson:no-such-lesson)\n\n## ");
    eventually("the finding is told", || watch.said().contains("no-such-lesson").then_some(()));
    assert!(watch.is_alive(), "{}", watch.said());
    assert_eq!(differences(&good, &picture(&catalogue.path("output"))), Vec::<String>::new());

    catalogue.replace(LESSON, "[Nowhere](lesson:no-such-lesson)", "An edit that a reader sees.");
    eventually("the page has the edit", || page()?.contains("An edit that a reader sees.").then_some(()));
    assert!(watch.is_alive(), "{}", watch.said());
}

#[test]
fn serve_answers_on_loopback() {
    let catalogue = Catalogue::copy();
    let mut serve = Running::start(&mut catalogue.command(&["serve", "--port", "0"]));
    let address = eventually("the address is told", || {
        let said = serve.said();
        assert!(serve.is_alive(), "{said}");
        let rest = said.split_once("http://")?.1;
        Some(rest.split(|c: char| c == '/' || c.is_whitespace()).next()?.to_owned())
    });
    assert!(address.starts_with("127.0.0.1:") || address.starts_with("localhost:"), "{address}");
    let page = eventually("the first page", || {
        let (head, body) = get(&address, "/cks/lessons/network-policy.html")?;
        head.starts_with("HTTP/1.1 200").then_some(body)
    });
    assert!(page.contains("<main"), "{page}");
    let (head, _) = get(&address, "/../course/catalog.yaml").expect("an answer");
    assert!(head.starts_with("HTTP/1.1 4"), "{head}");
}

/// The head and the body of an answer.
fn get(address: &str, path: &str) -> Option<(String, String)> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n")?;
    Some((head.to_owned(), body.to_owned()))
}
