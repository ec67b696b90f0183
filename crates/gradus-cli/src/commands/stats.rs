//! `gradus stats`: what the courses hold.

use clap::{Args, ValueEnum};
use gradus_core::model::QuestionKind;

use crate::ExitStatus;
use crate::arguments::CompileArguments;
use crate::context::Context;
use crate::failure::Failure;
use crate::findings::Findings;
use crate::quantities::{count, minutes};
use crate::rules;
use crate::statistics::{CourseStatistics, DIFFICULTIES, Statistics};
use crate::terminal::{Paint, paint};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// How the numbers are printed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Include what is marked as draft
    #[arg(long)]
    drafts: bool,
}

/// How the numbers are printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Tables
    Human,
    /// One JSON document
    Json,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Result<ExitStatus, Failure> {
    let compile = CompileArguments {
        deny: Vec::new(),
        allow: Vec::new(),
        warn: Vec::new(),
        drafts: arguments.drafts,
        locked: false,
    };
    let session = context.session()?;
    let compiled = session.check(&rules::options(&compile, None)?)?;
    let Some(edition) = compiled.edition else {
        let findings = Findings::new(context, &session, &compiled.sources, compiled.diagnostics);
        findings.tell(context);
        context.terminal.tell(&format!("Nothing was counted: {}\n", findings.count(context.terminal.error_colour)));
        return Ok(ExitStatus::Findings);
    };
    let statistics = Statistics::of(edition.catalog());
    let text = match arguments.format {
        Format::Json => serde_json::to_string_pretty(&statistics)? + "\n",
        Format::Human => {
            let courses = statistics.courses.iter().map(|course| tables(course, context.terminal.out_colour));
            courses.collect::<Vec<_>>().join("\n")
        }
    };
    context.terminal.print(&text)?;
    Ok(ExitStatus::Clean)
}

fn tables(course: &CourseStatistics, colour: bool) -> String {
    let title = paint(&format!("{} ({})", course.title, course.code), Paint::Strong, colour);
    let time = &course.minutes;
    let rows = [
        ("modules", course.modules, String::new()),
        (
            "lessons",
            course.lessons,
            format!(
                "{}: {} reading, {} labs, {} practice",
                minutes(time.total),
                minutes(time.read),
                minutes(time.lab),
                minutes(time.practise)
            ),
        ),
        ("questions", course.questions.total, format!("{} among them", count(course.questions.tasks, "task"))),
        ("cards", course.cards.notes, count(course.cards.faces, "face")),
        ("glossary", course.glossary, String::new()),
    ];
    let mut text = format!("{title}\n\n");
    for (name, number, note) in rows {
        text.push_str(format!("  {name:<9}  {number:>5}   {note}").trim_end());
        text.push('\n');
    }
    text + "\n" + &questions(course, colour)
}

/// Domains against kinds and difficulties.
fn questions(course: &CourseStatistics, colour: bool) -> String {
    let domains = &course.questions.domains;
    let mut heads = vec!["weight".to_owned(), "share".to_owned(), "all".to_owned()];
    heads.extend(DIFFICULTIES.iter().map(|difficulty| difficulty.as_str().to_owned()));
    heads.extend(QuestionKind::ALL.iter().map(|kind| kind.as_str().to_owned()));
    let width = domains.iter().map(|domain| domain.title.chars().count()).max().unwrap_or(0).max("questions".len());

    let row = |title: &str, cells: &[String]| {
        let mut line = format!("  {title:<width$}");
        for (cell, head) in cells.iter().zip(&heads) {
            line.push_str(&format!("  {cell:>w$}", w = head.chars().count().max(4)));
        }
        line + "\n"
    };
    let share = |n: usize| match course.questions.total {
        0 => String::new(),
        total => format!("{:.0}%", n as f64 * 100.0 / total as f64),
    };
    let mut text = paint(row("questions", &heads).trim_end(), Paint::Faint, colour) + "\n";
    let mut sums = vec![0; heads.len() - 2];
    for domain in domains {
        let mut numbers = vec![domain.total];
        numbers.extend(DIFFICULTIES.iter().map(|&difficulty| domain.of_difficulty(difficulty)));
        numbers.extend(QuestionKind::ALL.iter().map(|&kind| domain.of_kind(kind)));
        let mut cells = vec![format!("{}%", domain.weight), share(domain.total)];
        cells.extend(numbers.iter().map(usize::to_string));
        text.push_str(&row(&domain.title, &cells));
        sums.iter_mut().zip(&numbers).for_each(|(sum, number)| *sum += number);
    }
    let mut cells = vec![String::new(), String::new()];
    cells.extend(sums.iter().map(usize::to_string));
    text + &row("all", &cells)
}
