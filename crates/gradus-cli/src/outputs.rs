//! The outputs there are: one line each.

use gradus_anki::Anki;
use gradus_core::Generator;
use gradus_diagnostics::did_you_mean;
use gradus_json::Json;
#[cfg(feature = "print")]
use gradus_print::{CardSides, CheatSheets, Flashcards, Paper, PracticeExam, PrintOptions, StudyGuide};
use gradus_site::Site;

#[cfg(feature = "print")]
use crate::arguments;
use crate::failure::Failure;

/// What the command line says about outputs; each generator takes what is its own.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    #[cfg(feature = "print")]
    print: PrintOptions,
}

/// Makes a generator.
type Make = fn(&Choices) -> Box<dyn Generator>;

/// Every output by the name that `--only` asks for.
const ALL: &[(&str, Make)] = &[
    ("site", |_| Box::<Site>::default()),
    ("anki", |_| Box::new(Anki)),
    #[cfg(feature = "print")]
    ("guide", |choices| Box::new(StudyGuide { options: choices.print.clone() })),
    #[cfg(feature = "print")]
    ("cards", |choices| Box::new(Flashcards { options: choices.print.clone() })),
    #[cfg(feature = "print")]
    ("exam", |choices| Box::new(PracticeExam { options: choices.print.clone() })),
    #[cfg(feature = "print")]
    ("cheats", |choices| Box::new(CheatSheets { options: choices.print.clone() })),
    ("json", |_| Box::new(Json)),
];

/// The generators of the outputs asked for, each once; of all if none is.
pub(crate) fn generators(only: &[String], choices: &Choices) -> Result<Vec<Box<dyn Generator>>, Failure> {
    if let Some(unknown) = only.iter().find(|name| !ALL.iter().any(|(known, _)| known == name)) {
        return Err(no_such(unknown));
    }
    let wanted = |name: &str| only.is_empty() || only.iter().any(|asked| asked == name);
    Ok(ALL.iter().filter(|(name, _)| wanted(name)).map(|(_, make)| make(choices)).collect())
}

#[cfg(feature = "print")]
impl From<&arguments::PrintArguments> for Choices {
    fn from(arguments: &arguments::PrintArguments) -> Self {
        let paper = match arguments.paper {
            arguments::Paper::A4 => Paper::A4,
            arguments::Paper::Letter => Paper::Letter,
        };
        let card_sides = match arguments.card_sides {
            arguments::CardSides::LongEdge => CardSides::LongEdge,
            arguments::CardSides::ShortEdge => CardSides::ShortEdge,
            arguments::CardSides::Fold => CardSides::Fold,
        };
        Choices {
            print: PrintOptions {
                paper,
                modules: arguments.modules.clone(),
                answers: !arguments.no_answers,
                large_print: arguments.large_print,
                greyscale: arguments.greyscale,
                card_grid: arguments.card_grid,
                card_sides,
                exam_seed: arguments.exam_seed,
            },
        }
    }
}

fn no_such(name: &str) -> Failure {
    if cfg!(not(feature = "print")) && matches!(name, "guide" | "cards" | "exam" | "cheats") {
        return Failure::new(format!("this Gradus was built without print, which makes `{name}`"))
            .help("install it with its default features");
    }
    let failure = Failure::new(format!("there is no output `{name}`"));
    let names: Vec<&str> = ALL.iter().map(|(name, _)| *name).collect();
    match did_you_mean(name, names.iter().copied()) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help(format!("outputs are {}", names.join(", "))),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_generators_own() {
        for (name, make) in ALL {
            assert_eq!(*name, make(&Choices::default()).name());
        }
    }

    #[test]
    fn picks_what_is_asked_for() {
        let names = |only: &[&str]| -> Vec<&str> {
            let only: Vec<String> = only.iter().map(|&name| name.to_owned()).collect();
            generators(&only, &Choices::default()).unwrap().iter().map(|generator| generator.name()).collect()
        };
        assert_eq!(names(&["json", "anki", "json"]), ["anki", "json"]);
        assert_eq!(names(&[]).len(), ALL.len());
        assert!(generators(&["sites".to_owned()], &Choices::default()).is_err());
    }
}
