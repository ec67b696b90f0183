//! What an item says, as a hash: everything its author wrote of it and the tags that follow from it; never its id, its
//! place, its file, or anything that was rendered.
//!
//! A hash that changes without the author having changed anything overwrites what learners noted on every card, so these
//! functions are frozen by a golden test.

use super::ContentHash;
use super::hash::Hasher;
use super::prose::Prose;
use crate::model::{Answer, Attempt, Blank, Card, CardBody, Choice, Course, Id, Item, Question, Stage, Task};
use gradus_diagnostics::Spanned;

/// The hash of an item of a course.
pub(crate) fn of_item(course: &Course, item: Item<'_>) -> ContentHash {
    let mut writer = Writer { hasher: Hasher::new(), prose: Prose { assets: &course.assets } };
    writer.hasher.text(item.kind());
    match item {
        Item::Question(question) => writer.question(question),
        Item::Card(card) => writer.card(card),
    }
    writer.hasher.finish()
}

struct Writer<'a> {
    hasher: Hasher,
    prose: Prose<'a>,
}

impl Writer<'_> {
    fn question(&mut self, question: &Question) {
        self.tags(&question.lesson, &question.domain.value, question.retired.as_deref());
        self.hasher.text(question.difficulty.as_str());
        self.hasher.number(question.minutes.map_or(0, |minutes| u64::from(minutes) + 1));
        self.ids(&question.assesses);
        self.hasher.flag(question.lab);
        self.prose.inlines(&mut self.hasher, &question.title);
        self.prose.blocks(&mut self.hasher, &question.stem);
        let prose = &self.prose;
        self.hasher.list(&question.hints, |hasher, hint| prose.blocks(hasher, hint));
        self.prose.blocks(&mut self.hasher, &question.explanation);
        self.prose.blocks(&mut self.hasher, &question.references);
        match &question.answer {
            Answer::Choice(choice) => self.choice(choice),
            Answer::Ordering(stages) => self.ordering(stages),
            Answer::FillIn(blanks) => self.hasher.list(blanks, of_blank),
            Answer::Task(task) => self.task(task),
        }
    }

    fn card(&mut self, card: &Card) {
        self.tags(&card.lesson, &card.domain, card.retired.as_deref());
        match &card.body {
            CardBody::Basic { front, back } => {
                self.prose.blocks(&mut self.hasher, front);
                self.prose.blocks(&mut self.hasher, back);
            }
            CardBody::Cloze { prompt, text, .. } => {
                self.prose.inlines(&mut self.hasher, prompt);
                self.prose.blocks(&mut self.hasher, text);
            }
        }
    }

    fn tags(&mut self, lesson: &Spanned<Id>, domain: &Id, retired: Option<&str>) {
        self.hasher.text(lesson.as_str());
        self.hasher.text(domain.as_str());
        self.hasher.optional(retired);
    }

    /// Ids whose order says nothing.
    fn ids(&mut self, ids: &[Spanned<Id>]) {
        let mut ids: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
        ids.sort_unstable();
        self.hasher.list(&ids, |hasher, id| hasher.text(id));
    }

    fn choice(&mut self, choice: &Choice) {
        self.hasher.flag(choice.shuffle);
        let prose = &self.prose;
        self.hasher.list(&choice.options, |hasher, option| {
            hasher.flag(option.right);
            hasher.flag(option.pin_last);
            prose.blocks(hasher, &option.content);
            prose.blocks(hasher, &option.rationale);
        });
    }

    fn ordering(&mut self, stages: &[Stage]) {
        let prose = &self.prose;
        self.hasher.list(stages, |hasher, stage| {
            prose.inlines(hasher, &stage.label);
            hasher.list(&stage.steps, |hasher, step| prose.blocks(hasher, &step.content));
        });
    }

    fn task(&mut self, task: &Task) {
        self.prose.blocks(&mut self.hasher, &task.setup);
        self.attempt(&task.starter);
        self.attempt(&task.solution);
        for attempts in [&task.rights, &task.wrongs] {
            self.hasher.number(attempts.len() as u64);
            attempts.iter().for_each(|attempt| self.attempt(attempt));
        }
        self.hasher.list(&task.rubric, |hasher, criterion| hasher.data(&criterion.test));
        self.prose.blocks(&mut self.hasher, &task.verify);
    }

    fn attempt(&mut self, attempt: &Attempt) {
        self.hasher.text(&attempt.title);
        self.ids(&attempt.fails);
        // The files are fences among the blocks.
        self.prose.blocks(&mut self.hasher, &attempt.blocks);
    }
}

fn of_blank(hasher: &mut Hasher, blank: &Blank) {
    hasher.text(&blank.name);
    hasher.text(blank.how.as_str());
    for forms in [&blank.accepted, &blank.rejected] {
        hasher.list(forms, |hasher, form| hasher.text(&form.value));
    }
}
