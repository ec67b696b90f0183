//! How much of a site's generation is search: `cargo run --release -p gradus-site --example search -- course`.
//!
//! Timed in turn, in one process, over one edition: the whole site, and its search lists alone. The rest of the site is made
//! on all cores and the lists on one, so the share of wall time is the larger one.

use std::error::Error;
use std::time::{Duration, Instant};

use gradus_core::files::DiskFiles;
use gradus_core::{Artifacts, Generator, Options, compile};
use gradus_site::{Site, search_lists};

const RUNS: usize = 9;

fn main() -> Result<(), Box<dyn Error>> {
    let from = std::env::args().nth(1).ok_or("which catalogue?")?;
    let edition = compile(&DiskFiles::new(from)?, &Options::default()).edition.ok_or("the catalogue has errors")?;
    let (mut site, mut search) = (Vec::new(), Vec::new());
    let mut bytes = 0;
    for _ in 0..RUNS {
        let start = Instant::now();
        drop(Site::default().generate(&edition, &Artifacts::new())?);
        site.push(start.elapsed());
        let start = Instant::now();
        bytes = search_lists(&edition)?.iter().map(Vec::len).sum::<usize>();
        search.push(start.elapsed());
    }
    let (site, search) = (median(site), median(search));
    let added = 100.0 * search.as_secs_f64() / site.saturating_sub(search).as_secs_f64();
    println!("the site {site:.1?}, of which search {search:.1?} ({bytes} bytes): it adds {added:.1} %");
    Ok(())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
