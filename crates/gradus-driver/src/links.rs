//! Asks the addresses that links lead to whether they answer, and remembers it for a while.
//!
//! Hosts are asked side by side, the addresses of one host after each other. Without a network nothing is judged.

use std::collections::BTreeMap;
use std::time::Duration;

use gradus_core::rules::DEAD_LINK;
use gradus_diagnostics::{Diagnostic, Spanned};
use rayon::prelude::*;
use ureq::{Agent, Error};

use crate::writer::{Cache, Writer};

/// How many hosts are asked at once.
const HOSTS: usize = 8;

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long an address that answered is not asked again, and one that did not.
const WEEK: Duration = Duration::from_secs(7 * 24 * 60 * 60);
const HOUR: Duration = Duration::from_secs(60 * 60);

/// The answers that only keep programs out: who reads the page with a browser sees it.
const REFUSALS: [u16; 7] = [401, 403, 405, 406, 429, 503, 999];

/// Asks addresses.
#[derive(Debug)]
pub struct Links {
    writer: Writer,
    agent: Agent,
}

/// What asking brought.
#[derive(Debug)]
pub struct Answers {
    /// A finding for each place that leads to an address that does not answer.
    pub findings: Vec<Diagnostic>,
    /// How many addresses were asked now, and not remembered.
    pub asked: usize,
    /// Whether addresses were asked and none could be reached.
    pub offline: bool,
}

/// What an address answered.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Answer {
    Alive,
    /// Somebody answered, and said no.
    Dead(String),
    /// Nobody answered.
    Silent(String),
}

impl Links {
    /// Remembers answers in an output folder.
    pub fn new(writer: Writer) -> Self {
        let settings = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            .user_agent(concat!("gradus/", env!("CARGO_PKG_VERSION")));
        Links { writer, agent: settings.build().new_agent() }
    }

    /// Asks the addresses of links, each once.
    pub fn ask(&self, links: &[Spanned<String>]) -> Answers {
        let cache = self.writer.cache("links");
        let mut answers: BTreeMap<&str, Answer> = BTreeMap::new();
        let mut hosts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for link in links {
            let address = page(&link.value);
            match remembered(cache, address) {
                _ if answers.contains_key(address) => {}
                Some(answer) => drop(answers.insert(address, answer)),
                None => {
                    let host = address.split('/').nth(2).unwrap_or(address);
                    let asked = hosts.entry(host).or_default();
                    if !asked.contains(&address) {
                        asked.push(address);
                    }
                }
            }
        }
        let fresh = self.ask_hosts(&hosts.into_values().collect::<Vec<_>>());
        let asked = fresh.len();
        let offline = asked > 0 && fresh.iter().all(|(_, answer)| matches!(answer, Answer::Silent(_)));
        for (address, answer) in fresh {
            match &answer {
                Answer::Alive => cache.put(address, "alive"),
                Answer::Dead(why) => cache.put(address, why),
                Answer::Silent(_) => {}
            }
            if !offline {
                answers.insert(address, answer);
            }
        }
        let finding = |link: &Spanned<String>| match answers.get(page(&link.value))? {
            Answer::Alive => None,
            Answer::Dead(why) | Answer::Silent(why) => {
                let finding = Diagnostic::warning(DEAD_LINK, link.span, format!("`{}` {why}", link.value));
                Some(finding.help("link to where the page went, or to another source"))
            }
        };
        Answers { findings: links.iter().filter_map(finding).collect(), asked, offline }
    }

    fn ask_hosts<'a>(&self, hosts: &[Vec<&'a str>]) -> Vec<(&'a str, Answer)> {
        let ask = || {
            let answers = hosts
                .par_iter()
                .map(|addresses| addresses.iter().map(|address| (*address, self.answer(address))).collect::<Vec<_>>());
            answers.collect::<Vec<_>>().concat()
        };
        // They wait, and do not work: the number of cores says nothing about how many there may be.
        match rayon::ThreadPoolBuilder::new().num_threads(HOSTS).build() {
            Ok(pool) => pool.install(ask),
            Err(_) => ask(),
        }
    }

    /// Asks for the head of a page, and for the page where that is not understood.
    fn answer(&self, address: &str) -> Answer {
        match judge(self.agent.head(address).call().map(|answer| answer.status().as_u16())) {
            Answer::Alive => Answer::Alive,
            _ => judge(self.agent.get(address).call().map(|answer| answer.status().as_u16())),
        }
    }
}

fn judge(status: Result<u16, Error>) -> Answer {
    let silent = |why: &str| Answer::Silent(why.to_owned());
    match status {
        Ok(status) if status < 400 || REFUSALS.contains(&status) => Answer::Alive,
        Ok(status) => Answer::Dead(format!("answers {status}")),
        Err(Error::HostNotFound) => silent("names a host that does not exist"),
        Err(Error::Timeout(_)) => silent("does not answer in time"),
        Err(Error::Io(_) | Error::ConnectionFailed) => silent("cannot be reached"),
        Err(error) => Answer::Dead(format!("cannot be read: {error}")),
    }
}

fn remembered(cache: Cache<'_>, address: &str) -> Option<Answer> {
    match cache.get(address)? {
        (text, age) if text == "alive" => (age < WEEK).then_some(Answer::Alive),
        (why, age) => (age < HOUR).then_some(Answer::Dead(why)),
    }
}

/// An address without the place on its page, which no server is told.
fn page(address: &str) -> &str {
    address.split('#').next().unwrap_or(address)
}
