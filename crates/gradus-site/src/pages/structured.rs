//! What search engines are told of a page, in the words of schema.org: a course, a lesson, a quiz.
//!
//! Addresses are absolute or left out. A task has no answer that a line could state, so no quiz holds one.

use gradus_content::{plain_blocks, plain_inlines};
use gradus_core::model::{Answer, ChoiceOption, Course, Lesson, Question};
use serde_json::{Value, json};

use super::catalogue::level;
use crate::build::Build;
use crate::layout;
use crate::shelf::Shelf;

pub(super) fn course(build: &Build<'_>, course: &Course, address: &str) -> Value {
    let hours = format!("PT{}H", course.minutes().div_ceil(60));
    let data = json!({
        "@context": "https://schema.org",
        "@type": "Course",
        "name": course.title,
        "courseCode": course.code.as_str().to_uppercase(),
        "description": course.summary,
        "inLanguage": course.locale,
        "educationalLevel": level(course.level),
        "license": course.license,
        "isAccessibleForFree": true,
        "provider": {"@type": "Organization", "name": build.catalog.title},
        "hasCourseInstance": {"@type": "CourseInstance", "courseMode": "online", "courseWorkload": hours},
    });
    with_url(build, data, address)
}

pub(super) fn lesson(build: &Build<'_>, shelf: &Shelf<'_>, lesson: &Lesson, address: &str) -> Value {
    let course = shelf.course;
    let objectives: Vec<&str> = lesson.objectives.iter().map(|objective| objective.text.as_str()).collect();
    let data = json!({
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": lesson.title,
        "description": lesson.summary,
        "inLanguage": course.locale,
        "learningResourceType": "lesson",
        "educationalLevel": level(course.level),
        "timeRequired": format!("PT{}M", lesson.minutes.total()),
        "teaches": objectives,
        "license": course.license,
        "isAccessibleForFree": true,
        "isPartOf": part_of(build, shelf),
    });
    with_url(build, data, address)
}

/// The questions of a lesson; `None` if all of them are tasks.
pub(super) fn quiz(build: &Build<'_>, shelf: &Shelf<'_>, lesson: &Lesson, address: &str) -> Option<Value> {
    let questions: Vec<Value> = shelf.questions_of(&lesson.id.value).iter().filter_map(|it| question(it)).collect();
    if questions.is_empty() {
        return None;
    }
    let course = shelf.course;
    let data = json!({
        "@context": "https://schema.org",
        "@type": "Quiz",
        "name": build.messages.format("practice.of-lesson", &[("lesson", &lesson.title)]),
        "about": {"@type": "Thing", "name": lesson.title},
        "inLanguage": course.locale,
        "educationalLevel": level(course.level),
        "license": course.license,
        "isAccessibleForFree": true,
        "isPartOf": part_of(build, shelf),
        "hasPart": questions,
    });
    Some(with_url(build, data, address))
}

fn part_of(build: &Build<'_>, shelf: &Shelf<'_>) -> Value {
    with_url(build, json!({"@type": "Course", "name": shelf.course.title}), &shelf.layout.index())
}

fn question(question: &Question) -> Option<Value> {
    let mut data = json!({
        "@type": "Question",
        "name": plain_inlines(&question.title),
        "text": plain_blocks(&question.stem).trim(),
    });
    let fields = data.as_object_mut()?;
    let mut set = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    match &question.answer {
        Answer::Choice(choice) => {
            let kind = if choice.multiple { "Checkbox" } else { "Multiple choice" };
            let of = |right: bool| -> Vec<Value> {
                let options = choice.options.iter().enumerate().filter(|(_, option)| option.right == right);
                options.map(|(at, option)| option_answer(at, option)).collect()
            };
            set("eduQuestionType", json!(kind));
            set("suggestedAnswer", Value::Array(of(false)));
            set("acceptedAnswer", Value::Array(of(true)));
        }
        Answer::Ordering(stages) => {
            let steps = stages.iter().flat_map(|stage| &stage.steps);
            let steps: Vec<String> = steps.map(|step| plain_blocks(&step.content).trim().to_owned()).collect();
            set("acceptedAnswer", answer(&steps.join("\n")));
        }
        Answer::FillIn(blanks) => {
            let first = blanks.iter().filter_map(|blank| blank.accepted.first());
            let first: Vec<&str> = first.map(|form| form.value.as_str()).collect();
            set("acceptedAnswer", answer(&first.join("\n")));
        }
        Answer::Task(_) => return None,
    }
    Some(data)
}

fn option_answer(at: usize, option: &ChoiceOption) -> Value {
    let mut data = answer(plain_blocks(&option.content).trim());
    if let Some(fields) = data.as_object_mut() {
        fields.insert("position".to_owned(), at.into());
    }
    data
}

fn answer(text: &str) -> Value {
    json!({"@type": "Answer", "text": text})
}

fn with_url(build: &Build<'_>, mut data: Value, address: &str) -> Value {
    if let (Some(base), Some(fields)) = (build.base_url, data.as_object_mut()) {
        fields.insert("url".to_owned(), Value::String(layout::absolute(base, address)));
    }
    data
}
