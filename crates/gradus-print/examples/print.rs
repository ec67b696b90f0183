//! Prints all that a catalogue has on paper: `cargo run -p gradus-print --example print -- course output`.

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use gradus_core::files::DiskFiles;
use gradus_core::{Artifacts, Generator, Options, compile};
use gradus_diagnostics::human;
use gradus_print::{CheatSheets, Flashcards, PracticeExam, StudyGuide};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let from = arguments.next().ok_or("which catalogue?")?;
    let to = PathBuf::from(arguments.next().ok_or("into which folder?")?);
    let compiled = compile(&DiskFiles::new(from)?, &Options::default());
    eprint!("{}", human::render_all(&compiled.sources, &compiled.diagnostics, false));
    let edition = compiled.edition.ok_or("the catalogue has errors")?;
    let (guide, cards) = (StudyGuide::default(), Flashcards::default());
    let (exam, cheats) = (PracticeExam::default(), CheatSheets::default());
    for generator in [&guide as &dyn Generator, &cards, &exam, &cheats] {
        let start = Instant::now();
        let generated = generator.generate(&edition, &Artifacts::new())?;
        eprintln!("{}: {:?}", generator.name(), start.elapsed());
        eprint!("{}", human::render_all(&compiled.sources, &generated.diagnostics, false));
        for (path, bytes) in generated.artifacts.iter() {
            let path = to.join(path);
            std::fs::create_dir_all(path.parent().unwrap_or(&to))?;
            std::fs::write(path, bytes)?;
        }
    }
    Ok(())
}
