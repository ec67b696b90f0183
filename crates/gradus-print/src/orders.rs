//! The order in which options and steps are offered: the one that the site draws for the same seed, by the same module.

use std::collections::BTreeMap;

use gradus_content::plain_blocks;
use gradus_core::model::{Answer, Question, Stage};
use gradus_grade::{Choice, GradeError, Grader};

/// How many seeds are tried until steps do not stand in their right order; as in the site's `practice/order.js`.
const TRIES: u32 = 16;

/// For each question the indices of its options or steps, as they are offered.
#[derive(Debug, Default)]
pub(crate) struct Orders(BTreeMap<String, Vec<usize>>);

impl Orders {
    /// Draws the orders of a seed.
    pub(crate) fn draw<'a>(
        grader: &Grader,
        seed: u32,
        questions: impl Iterator<Item = &'a Question>,
    ) -> Result<Self, GradeError> {
        let mut orders = BTreeMap::new();
        for question in questions {
            let key = question.key.as_str();
            let order = match &question.answer {
                Answer::Choice(choice) if choice.shuffle => {
                    let options = choice.options.iter();
                    let texts =
                        options.map(|option| Choice { text: plain_blocks(&option.content), pinned: option.pin_last });
                    grader.option_order(seed, key, &texts.collect::<Vec<_>>())?
                }
                Answer::Choice(choice) => (0..choice.options.len()).collect(),
                Answer::Ordering(stages) => scrambled(grader, seed, key, stages)?,
                Answer::FillIn(_) | Answer::Task(_) => continue,
            };
            orders.insert(key.to_owned(), order);
        }
        Ok(Orders(orders))
    }

    /// The order of a question that has options or steps.
    pub(crate) fn of(&self, question: &Question) -> &[usize] {
        self.0.get(question.key.as_str()).map_or(&[], Vec::as_slice)
    }
}

/// Steps in an order that is not already right, if there is one.
fn scrambled(grader: &Grader, seed: u32, key: &str, stages: &[Stage]) -> Result<Vec<usize>, GradeError> {
    let steps = stages.iter().enumerate().flat_map(|(place, stage)| stage.steps.iter().map(move |step| (place, step)));
    let (places, texts): (Vec<usize>, Vec<Choice>) =
        steps.map(|(place, step)| (place, Choice { text: plain_blocks(&step.content), pinned: false })).unzip();
    let mut order = Vec::new();
    for turn in 0..TRIES {
        order = grader.option_order(seed + turn, key, &texts)?;
        if !order.is_sorted_by_key(|&step| places.get(step)) {
            break;
        }
    }
    Ok(order)
}
