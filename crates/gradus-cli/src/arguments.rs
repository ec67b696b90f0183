//! The command line as it is written. Commands settle it into values of their own before they act.

use std::path::PathBuf;

use clap::{Args, Parser, ValueEnum};

use crate::commands::Command;

/// Compiles courses: checks them like a program and builds everything a learner uses.
#[derive(Debug, Parser)]
#[command(name = "gradus", version, max_term_width = 100, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: GlobalArguments,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command understands.
#[derive(Debug, Args)]
pub(crate) struct GlobalArguments {
    /// Run as if started in DIR
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub(crate) directory: Option<PathBuf>,
    /// When to use colours
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    pub(crate) color: ColorChoice,
    /// Print no progress and no summary, only what is wrong
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What is compiled, and how strictly.
#[derive(Debug, Args)]
pub(crate) struct CompileArguments {
    /// Treat a rule's warnings as errors; `warnings` means all rules
    #[arg(long, value_name = "RULE|warnings", value_delimiter = ',')]
    pub(crate) deny: Vec<String>,
    /// Do not report a rule's warnings
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) allow: Vec<String>,
    /// Report a rule's findings as warnings, also those of a rule that is off by default
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) warn: Vec<String>,
    /// Include what is marked as draft
    #[arg(long)]
    pub(crate) drafts: bool,
    /// Fail unless the sources are what `gradus release` last locked
    #[arg(long)]
    pub(crate) locked: bool,
}

/// What is built, and where to.
#[derive(Debug, Args)]
pub(crate) struct BuildArguments {
    /// Build these outputs alone and leave the others as they are
    #[arg(long, value_name = "OUTPUT", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// Output folder [default: `output` beside the catalogue]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Address the site will have; without it, what needs absolute links is left out
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    #[cfg(feature = "print")]
    #[command(flatten)]
    pub(crate) print: PrintArguments,
    #[command(flatten)]
    pub(crate) compile: CompileArguments,
}

/// How the outputs on paper look.
#[cfg(feature = "print")]
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Printed outputs")]
pub(crate) struct PrintArguments {
    /// The paper
    #[arg(long, value_name = "PAPER", default_value = "a4")]
    pub(crate) paper: Paper,
    /// Print these modules alone
    #[arg(long, value_name = "MODULE", value_delimiter = ',')]
    pub(crate) modules: Vec<String>,
    /// Leave the answers out
    #[arg(long)]
    pub(crate) no_answers: bool,
    /// Print in large type
    #[arg(long)]
    pub(crate) large_print: bool,
    /// Print in greys, for printers without colour
    #[arg(long)]
    pub(crate) greyscale: bool,
    /// Flashcards of a sheet
    #[arg(long, value_name = "COLUMNSxROWS", default_value = "2x4")]
    pub(crate) card_grid: gradus_print::CardGrid,
    /// Where the backs of flashcards are
    #[arg(long, value_name = "SIDES", default_value = "long-edge")]
    pub(crate) card_sides: CardSides,
    /// Print the practice exam of this number
    #[arg(long, value_name = "NUMBER", default_value_t = 0, value_parser = clap::value_parser!(u32).range(..1 << 20))]
    pub(crate) exam_seed: u32,
}

/// How paper is turned to the backs of flashcards.
#[cfg(feature = "print")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum CardSides {
    /// On the other side, turned on the long edge
    #[default]
    LongEdge,
    /// On the other side, turned on the short edge
    ShortEdge,
    /// Beside the fronts, to be folded behind them
    Fold,
}

/// A size of paper.
#[cfg(feature = "print")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Paper {
    /// 210 × 297 mm
    #[default]
    A4,
    /// 8.5 × 11 inches
    Letter,
}
