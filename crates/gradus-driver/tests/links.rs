//! Links are asked of a server that the test starts; nothing leaves the machine.
#![allow(clippy::unwrap_used, reason = "tests may panic")]

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use gradus_diagnostics::{SourceId, Span, Spanned};
use gradus_driver::{Links, Writer};
use tempfile::TempDir;

/// A server, and the requests that it got: `HEAD /ok`.
struct Server {
    address: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&requests);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
                let Some(first) = lines.next() else { continue };
                lines.take_while(|line| !line.is_empty()).for_each(drop);
                let mut words = first.split(' ');
                let (verb, path) = (words.next().unwrap(), words.next().unwrap());
                log.lock().unwrap().push(format!("{verb} {path}"));
                let (status, more) = match (verb, path) {
                    ("HEAD", "/no-heads") => ("501 Not Implemented", ""),
                    (_, "/ok" | "/no-heads") => ("200 OK", ""),
                    (_, "/moved") => ("302 Found", "Location: /ok\r\n"),
                    (_, "/closed") => ("403 Forbidden", ""),
                    _ => ("404 Not Found", ""),
                };
                write!(stream, "HTTP/1.1 {status}\r\n{more}Content-Length: 0\r\nConnection: close\r\n\r\n").unwrap();
            }
        });
        Server { address, requests }
    }

    fn links(&self, paths: &[&str]) -> Vec<Spanned<String>> {
        let place = |at| Span::new(SourceId::from_index(0), at, at + 1);
        paths.iter().enumerate().map(|(at, path)| Spanned::new(format!("{}{path}", self.address), place(at))).collect()
    }
}

fn asker(folder: &Path) -> Links {
    let catalog = folder.join("course");
    fs::create_dir_all(&catalog).unwrap();
    Links::new(Writer::open(&folder.join("output"), &catalog).unwrap())
}

#[test]
fn what_answers_is_well_and_the_rest_is_found() {
    let (server, folder) = (Server::start(), TempDir::new().unwrap());
    let links = server.links(&["/ok", "/gone", "/no-heads", "/moved", "/closed", "/gone#part", "/ok#part"]);
    let answers = asker(folder.path()).ask(&links);
    let found: Vec<(u32, &str)> =
        answers.findings.iter().map(|finding| (finding.primary.span.start, finding.message.as_str())).collect();
    let gone = |part: &str| format!("`{}/gone{part}` answers 404", server.address);
    assert_eq!(found, [(1, gone("").as_str()), (5, gone("#part").as_str())]);
    assert!(answers.findings.iter().all(|finding| finding.rule.0 == "dead-link" && !finding.help.is_empty()));
    assert_eq!((answers.asked, answers.offline), (5, false));
    let requests = server.requests.lock().unwrap();
    assert_eq!(requests.iter().filter(|request| *request == "HEAD /gone").count(), 1, "{requests:?}");
    assert!(!requests.contains(&"GET /closed".to_owned()) && requests.contains(&"GET /no-heads".to_owned()));
}

#[test]
fn answers_are_remembered_until_they_are_old() {
    let (server, folder) = (Server::start(), TempDir::new().unwrap());
    let links = server.links(&["/ok", "/gone"]);
    assert_eq!(asker(folder.path()).ask(&links).asked, 2);
    let again = asker(folder.path()).ask(&links);
    assert_eq!((again.asked, again.findings.len()), (0, 1), "a remembered answer is still a finding");
    let hours_ago = |hours: u64| {
        for entry in fs::read_dir(folder.path().join("output/.cache/links")).unwrap() {
            let file = File::options().append(true).open(entry.unwrap().path()).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_secs(hours * 60 * 60)).unwrap();
        }
    };
    hours_ago(2);
    assert_eq!(asker(folder.path()).ask(&links).asked, 1, "what did not answer is asked again after an hour");
    hours_ago(8 * 24);
    assert_eq!(asker(folder.path()).ask(&links).asked, 2);
}

#[test]
fn without_a_network_nothing_is_judged() {
    let folder = TempDir::new().unwrap();
    // Nobody listens where somebody did a moment ago.
    let address = format!("http://{}/ok", TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap());
    let nobody = Spanned::new(address, Span::file(SourceId::from_index(0)));
    let answers = asker(folder.path()).ask(std::slice::from_ref(&nobody));
    assert!(answers.offline && answers.findings.is_empty());
    assert_eq!(asker(folder.path()).ask(std::slice::from_ref(&nobody)).asked, 1, "silence is not remembered");
    // With one that answers there is a network, and the other is to blame.
    let server = Server::start();
    let both = [nobody, server.links(&["/ok"]).remove(0)];
    let answers = asker(folder.path()).ask(&both);
    assert!(!answers.offline);
    assert!(answers.findings.len() == 1 && answers.findings[0].message.ends_with("cannot be reached"));
}
