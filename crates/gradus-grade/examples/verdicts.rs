//! Grades answers as the compiler does, for comparison with a browser's verdicts.
//!
//! Standard input is a JSON array of `{"files": {name: text}, "rubric": […]}`, standard output the array of their verdicts.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{stdin, stdout};

use gradus_grade::Grader;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Asked {
    files: BTreeMap<String, String>,
    rubric: Value,
}

fn main() -> Result<(), Box<dyn Error>> {
    let asked: Vec<Asked> = serde_json::from_reader(stdin())?;
    let grader = Grader::new()?;
    let verdicts = asked.iter().map(|one| grader.grade(&one.files, &one.rubric));
    serde_json::to_writer(stdout(), &verdicts.collect::<Result<Vec<_>, _>>()?)?;
    Ok(())
}
