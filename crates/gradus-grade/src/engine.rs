//! QuickJS with the grader's modules loaded, and bounds on what a call may take.
//!
//! The engine gets no host function: no files, no clock of ours, no network. Arguments and results cross as JSON.

use std::cell::Cell;
use std::rc::Rc;

use rquickjs::function::Args;
use rquickjs::loader::{BuiltinLoader, BuiltinResolver};
use rquickjs::{CatchResultExt, CaughtError, Context, Ctx, Function, Module, Object, Runtime};
use serde_json::Value;

use crate::modules::modules;

const MEMORY: usize = 64 << 20;

/// Well below the 2 MiB that a thread has by default.
const STACK: usize = 1 << 20;

/// How often the engine may ask whether to go on. It does so every 10 000 calls, loops or steps of a pattern: a dozen times
/// for a common verdict, some 3 000 for the largest answer that is not refused, 8 000 in about a second.
const PATIENCE: u32 = 8_000;

/// Why there is no verdict.
#[derive(Debug, thiserror::Error)]
pub enum GradeError {
    /// The rubric or a form of a blank is wrong; the message says which and why, for its author.
    #[error("{0}")]
    Author(String),
    /// Grading took more than it may: a pattern that backtracks for ever, a schema that refers to itself.
    #[error("grading this takes too {}", match .0 { Limit::Steps => "long", Limit::Memory => "much memory", Limit::Stack => "deep a recursion" })]
    Limit(Limit),
    /// A fault of the grader itself.
    #[error("the grader failed: {0}")]
    Engine(String),
}

/// What there was not enough of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Steps of the engine.
    Steps,
    /// Memory.
    Memory,
    /// Depth of calls.
    Stack,
}

pub(crate) struct Engine {
    context: Context,
    /// How often the engine has asked in this call.
    asked: Rc<Cell<u32>>,
}

impl Engine {
    pub(crate) fn new() -> Result<Self, GradeError> {
        let runtime = Runtime::new().map_err(fault)?;
        runtime.set_memory_limit(MEMORY);
        runtime.set_max_stack_size(STACK);
        let asked = Rc::new(Cell::new(0_u32));
        let counter = Rc::clone(&asked);
        runtime.set_interrupt_handler(Some(Box::new(move || {
            counter.set(counter.get().saturating_add(1));
            counter.get() > PATIENCE
        })));
        let mut resolver = BuiltinResolver::default();
        let mut loader = BuiltinLoader::default();
        for (path, source) in modules() {
            resolver.add_module(path);
            loader.add_module(path, source);
        }
        runtime.set_loader(resolver, loader);
        let engine = Self { context: Context::full(&runtime).map_err(fault)?, asked };
        engine.context.with(|ctx| {
            for module in ["grade.js", "fill-in.js", "draw.js"] {
                import(&ctx, module).catch(&ctx).map_err(|error| engine.error(error))?;
            }
            Ok(())
        })?;
        Ok(engine)
    }

    /// Calls an exported function and returns its result as JSON.
    pub(crate) fn call(&self, module: &str, function: &str, arguments: &[Value]) -> Result<String, GradeError> {
        self.asked.set(0);
        self.context
            .with(|ctx| evaluate(&ctx, module, function, arguments).catch(&ctx).map_err(|error| self.error(error)))
    }

    fn error(&self, error: CaughtError<'_>) -> GradeError {
        if self.asked.get() > PATIENCE {
            return GradeError::Limit(Limit::Steps);
        }
        let exception = match error {
            CaughtError::Exception(exception) => exception,
            CaughtError::Error(rquickjs::Error::Allocation) => {
                return GradeError::Limit(Limit::Memory);
            }
            // What the engine throws where there is no memory for an error; the modules throw errors only.
            CaughtError::Value(value) if value.is_null() => return GradeError::Limit(Limit::Memory),
            other => return GradeError::Engine(other.to_string()),
        };
        let name: String = exception.get("name").unwrap_or_default();
        let message = exception.message().unwrap_or_default();
        match (name.as_str(), message.as_str()) {
            ("RubricError", _) => GradeError::Author(message),
            (_, "out of memory") => GradeError::Limit(Limit::Memory),
            (_, "stack overflow" | "Maximum call stack size exceeded") => GradeError::Limit(Limit::Stack),
            _ => GradeError::Engine(format!("{name}: {message}")),
        }
    }
}

fn evaluate(ctx: &Ctx<'_>, module: &str, function: &str, arguments: &[Value]) -> rquickjs::Result<String> {
    let function: Function = import(ctx, module)?.get(function)?;
    let mut given = Args::new(ctx.clone(), arguments.len());
    for argument in arguments {
        given.push_arg(ctx.json_parse(argument.to_string())?)?;
    }
    let result: rquickjs::Value = function.call_arg(given)?;
    match ctx.json_stringify(result)? {
        Some(text) => text.to_string(),
        None => Ok("null".to_owned()),
    }
}

/// The exports of a module; loaded once, and from then on kept by the engine.
fn import<'js>(ctx: &Ctx<'js>, module: &str) -> rquickjs::Result<Object<'js>> {
    Module::import(ctx, module)?.finish()
}

fn fault(error: rquickjs::Error) -> GradeError {
    GradeError::Engine(error.to_string())
}
