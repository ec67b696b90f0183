//! `gradus watch` and `gradus serve`, which run until they are ended.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crate::Place;

/// A running command and what it says on standard error, line by line.
struct Running {
    child: Child,
    lines: Receiver<String>,
}

impl Running {
    fn start(place: &Place, arguments: &[&str]) -> Self {
        let mut child = place.command(arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let stream = BufReader::new(child.stderr.take().unwrap());
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in stream.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Running { child, lines }
    }

    /// Waits for a line that contains a text.
    fn says(&self, text: &str) -> String {
        let mut before = String::new();
        while let Ok(line) = self.lines.recv_timeout(Duration::from_secs(10)) {
            if line.contains(text) {
                return line;
            }
            before.push_str(&line);
            before.push('\n');
        }
        panic!("it never said {text:?}, but:\n{before}");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn watch_keeps_the_last_good_output_and_recovers() {
    let place = Place::project();
    let watch = Running::start(&place, &["watch", "--only", "json"]);
    watch.says("Watching course");
    let title = || {
        let document: serde_json::Value = serde_json::from_str(&place.read("output/demo/demo.json")).unwrap();
        document["title"].as_str().unwrap().to_owned()
    };
    assert_eq!(title(), "Demo");

    place.edit("course/demo/course.yaml", "title: \"Demo\"", "title: [");
    watch.says("Nothing was built");
    assert_eq!(title(), "Demo");

    place.edit("course/demo/course.yaml", "title: [", "title: Mended");
    watch.says("1 changed");
    assert_eq!(title(), "Mended");
}

#[test]
fn serve_shows_the_site_and_follows_it() {
    let place = Place::project();
    let serve = Running::start(&place, &["serve", "--port", "0"]);
    let line = serve.says("Serving http://127.0.0.1:");
    let address = line.split_once("http://").unwrap().1.split_once('/').unwrap().0.to_owned();
    let get = |path: &str| {
        let mut stream = TcpStream::connect(&address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let page = get("/");
    assert!(
        page.starts_with("HTTP/1.1 200") && page.contains("Demo") && page.contains("/_gradus/reload.js?"),
        "{page}"
    );
    assert!(!place.path("output").exists(), "it writes nothing");

    place.edit("course/demo/course.yaml", "title: \"Demo\"", "title: Followed");
    serve.says("Site ready");
    assert!(get("/").contains("Followed"));
}
