//! Every piece of prose in a course, by the part it stands in.

use gradus_content::{Block, BlockKind, Inline, Visit, walk_blocks, walk_inlines};
use gradus_diagnostics::Spanned;

use crate::model::{Answer, Attempt, Card, CardBody, Course, Id, Note, Question};

/// The prose of one part: what `#anchor` in it may lead to.
#[derive(Debug)]
pub(super) struct Text<'a> {
    /// The part.
    pub(super) id: &'a Spanned<Id>,
    /// The level of the heading that it stands below.
    pub(super) level: u8,
    /// Titles and labels.
    pub(super) inlines: Vec<&'a [Inline]>,
    /// Everything else but answers.
    pub(super) blocks: Vec<&'a [Block]>,
    /// What stands around and in the files of a task's answers.
    pub(super) answers: Vec<&'a [Block]>,
}

impl<'a> Text<'a> {
    fn new(id: &'a Spanned<Id>, level: u8, inlines: Vec<&'a [Inline]>, blocks: Vec<&'a [Block]>) -> Self {
        Text { id, level, inlines, blocks, answers: Vec::new() }
    }

    /// Visits all of it.
    pub(super) fn walk(&self, visit: &mut impl Visit) {
        self.inlines.iter().for_each(|inlines| walk_inlines(inlines, visit));
        self.blocks.iter().chain(&self.answers).for_each(|blocks| walk_blocks(blocks, visit));
    }

    /// The anchors of its headings, in order.
    pub(super) fn anchors(&self) -> Vec<String> {
        struct Anchors(Vec<String>);
        impl Visit for Anchors {
            fn block(&mut self, block: &Block) {
                if let BlockKind::Heading(heading) = &block.kind {
                    self.0.push(heading.anchor.clone());
                }
            }
        }
        let mut anchors = Anchors(Vec::new());
        self.walk(&mut anchors);
        anchors.0
    }
}

/// The texts of all parts, in the course's order.
pub(super) fn texts(course: &Course) -> Vec<Text<'_>> {
    let mut texts = Vec::new();
    for (_, lesson) in course.lessons() {
        texts.push(Text::new(&lesson.id, 1, Vec::new(), vec![&lesson.body]));
    }
    texts.extend(course.questions.iter().map(question));
    texts.extend(course.cards.iter().map(card));
    let notes = course.key_concepts.iter().chain(&course.mistakes).chain(&course.glossary);
    texts.extend(notes.map(|note: &Note| Text::new(&note.id, 2, vec![&note.title], vec![&note.blocks])));
    texts
}

fn question(question: &Question) -> Text<'_> {
    let mut text = Text::new(
        &question.id,
        3,
        vec![&question.title],
        vec![&question.stem, &question.explanation, &question.references],
    );
    text.blocks.extend(question.hints.iter().map(Vec::as_slice));
    match &question.answer {
        Answer::Choice(choice) => {
            for option in &choice.options {
                text.blocks.extend([option.content.as_slice(), option.rationale.as_slice()]);
            }
        }
        Answer::Ordering(stages) => {
            for stage in stages {
                text.inlines.push(&stage.label);
                text.blocks.extend(stage.steps.iter().map(|step| step.content.as_slice()));
            }
        }
        Answer::FillIn(_) => {}
        Answer::Task(task) => {
            text.blocks.extend([task.setup.as_slice(), task.verify.as_slice()]);
            let answers = [&task.starter, &task.solution].into_iter().chain(&task.rights).chain(&task.wrongs);
            text.answers.extend(answers.map(|answer: &Attempt| answer.blocks.as_slice()));
        }
    }
    text
}

fn card(card: &Card) -> Text<'_> {
    match &card.body {
        CardBody::Basic { front, back } => Text::new(&card.id, 3, Vec::new(), vec![front, back]),
        CardBody::Cloze { prompt, text, .. } => Text::new(&card.id, 3, vec![prompt], vec![text]),
    }
}
