//! A course from its parts.

use std::collections::{HashMap, HashSet};

use gradus_content::plain_inlines;
use gradus_diagnostics::{Diagnostic, Fix, Guess, SourceMap, Span, Spanned, guess};

use super::{Surroundings, card, exam, id, note, question};
use crate::load::{Gaps, ParsedCourse, ParsedLesson, ParsedModule};
use crate::lock::Lock;
use crate::model::{
    Card, Column, Comparison, Course, CourseParts, Id, Lesson, Level, Minutes, Module, Note, Objective, Plan, Podcast,
    Prerequisite, Question, Status, Week,
};
use crate::rules::UNLISTED_PART;
use crate::source::{LevelSource, PlanSource, StatusSource};

/// Where drafts stand, from the titles of all items: to the next title of the same file.
fn draft_areas(mut titles: Vec<(Span, bool)>) -> Vec<Span> {
    titles.sort_by_key(|(title, _)| (title.source, title.start));
    let next = |at: usize| {
        let title = titles.get(at + 1).filter(|(next, _)| next.source == titles[at].0.source);
        title.map_or(u32::MAX, |(next, _)| next.start)
    };
    let drafts = titles.iter().enumerate().filter(|(_, (_, draft))| *draft);
    drafts.map(|(at, (title, _))| Span { end: next(at), ..*title }).collect()
}

/// Joins the parts. `None` if `course.yaml` itself could not be read.
pub(super) fn lower(
    parsed: ParsedCourse,
    sources: &SourceMap,
    drafts: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Option<Course>, Gaps) {
    let named = named(&parsed);
    let mut gaps = parsed.gaps;
    let before = diagnostics.len();
    let Some((span, source)) = parsed.course else { return (None, gaps) };
    let modules = modules(parsed.modules, &source.modules, &named, &gaps, diagnostics);
    // Of a part that is not where a list says, nothing is known further down.
    gaps.unknown |= diagnostics.len() > before;
    let exam = match parsed.exam {
        Some((span, source)) => exam::lower(span, source),
        None => exam::placeholder(span),
    };
    let lesson_domains: HashMap<String, Spanned<Id>> = modules
        .iter()
        .flat_map(|module| &module.lessons)
        .filter_map(|lesson| Some((lesson.id.as_str().to_owned(), lesson.domains.first()?.clone())))
        .collect();
    let fallback = Spanned::new(Id::as_written("unknown".to_owned()), span);
    let first_domain = exam.domains.first().map_or(&fallback, |domain| &domain.id);
    let around = Surroundings { sources, lesson_domains: &lesson_domains, first_domain };

    let mut questions = Vec::new();
    for bank in parsed.questions {
        for item in bank.items {
            let named = item.source.id.value.clone();
            match question::lower(item, &bank.defaults, &around, diagnostics) {
                Some(question) => questions.push(question),
                None => drop(gaps.ids.insert(named)),
            }
        }
    }
    let mut cards = Vec::new();
    for bank in parsed.cards {
        for item in bank.items {
            let named = item.source.id.value.clone();
            match card::lower(item, &bank.defaults, &around, diagnostics) {
                Some(card) => cards.push(card),
                None => drop(gaps.ids.insert(named)),
            }
        }
    }
    if !drafts {
        let left_out = questions.iter().filter(|it: &&Question| it.draft).map(|it| &it.id);
        let left_out = left_out.chain(cards.iter().filter(|it: &&Card| it.draft).map(|it| &it.id));
        gaps.drafts = left_out.map(|id| id.as_str().to_owned()).collect();
        let items = questions.iter().map(|question| (question.span, question.draft));
        gaps.drafts_at = draft_areas(items.chain(cards.iter().map(|card| (card.span, card.draft))).collect());
        questions.retain(|question| !question.draft);
        cards.retain(|card| !card.draft);
    }
    keys(&parsed.lock, &mut questions, &mut cards);
    // Learners meet items in the order of the lessons, whatever the banks are called.
    let lessons = modules.iter().flat_map(|module| &module.lessons).enumerate();
    let places: HashMap<&str, usize> = lessons.map(|(at, lesson)| (lesson.id.as_str(), at)).collect();
    let place = |lesson: &Id| places.get(lesson.as_str()).copied().unwrap_or(usize::MAX);
    questions.sort_by_key(|question| place(&question.lesson));
    cards.sort_by_key(|card| place(&card.lesson));
    let mut notes = |bank| note::lower(bank, sources, diagnostics);
    let (key_concepts, mistakes) = (notes(parsed.key_concepts), notes(parsed.mistakes));
    let mut glossary: Vec<Note> = notes(parsed.glossary);
    glossary.sort_by_cached_key(|term| plain_inlines(&term.title).to_lowercase());
    gaps.any |= diagnostics.len() > before;

    let parts = CourseParts {
        folder: parsed.folder,
        span,
        uid: source.uid,
        code: id(source.code),
        title: source.title,
        track: id(source.track),
        level: match source.level {
            LevelSource::Beginner => Level::Beginner,
            LevelSource::Intermediate => Level::Intermediate,
            LevelSource::Advanced => Level::Advanced,
        },
        summary: source.summary,
        locale: source.locale,
        status: source.status.map(|status| match status {
            StatusSource::Draft => Status::Draft,
            StatusSource::Complete => Status::Complete,
        }),
        license: source.license,
        prerequisites: source.prerequisites.into_iter().map(|it| Prerequisite { text: it.text, url: it.url }).collect(),
        practice: source.practice,
        podcast: source.podcast.map(|it| Podcast { title: it.title, text: it.text, url: it.url }),
        comparison: source.comparison.map(|it| Comparison {
            title: it.title,
            columns: it.columns.into_iter().map(|it| Column { title: it.title, points: it.points }).collect(),
        }),
        exam,
        plan: match parsed.plan {
            Some((span, source)) => plan(span, source),
            None => Plan { span, title: String::new(), weeks: Vec::new(), weeks_span: span },
        },
        modules,
        questions,
        cards,
        key_concepts,
        mistakes,
        glossary,
        assets: parsed.assets,
        lock: parsed.lock,
        release_notes: parsed.release_notes,
    };
    (Some(Course::new(parts)), gaps)
}

/// Gives each item the key under which it was first released. That no two have one is for a check.
fn keys(lock: &Lock, questions: &mut [Question], cards: &mut [Card]) {
    let names = lock.names();
    let key = |id: &Spanned<Id>, was: &[Spanned<Id>]| {
        let mut known = std::iter::once(id).chain(was).filter_map(|name| names.get(name.as_str()));
        known.next().map_or_else(|| id.value.clone(), |key| (*key).clone())
    };
    questions.iter_mut().for_each(|question| question.key = key(&question.id, &question.was));
    cards.iter_mut().for_each(|card| card.key = key(&card.id, &card.was));
}

fn plan(span: Span, source: PlanSource) -> Plan {
    let week = |(at, week): (usize, crate::source::WeekSource)| Week {
        number: at + 1,
        theme: week.theme,
        text: week.text,
        lessons: week.lessons.into_iter().map(id).collect(),
    };
    let weeks_span = source.weeks.span;
    let weeks = source.weeks.value.into_iter().enumerate().map(week).collect();
    Plan { span, title: source.title, weeks, weeks_span }
}

/// How many places name each lesson, the lists of modules aside: where a list and a lesson differ, they say which is misspelt.
fn named(parsed: &ParsedCourse) -> HashMap<String, usize> {
    let plan = parsed.plan.iter().flat_map(|(_, plan)| &plan.weeks.value).flat_map(|week| &week.lessons);
    let after = parsed.modules.iter().flat_map(|module| &module.lessons).flat_map(|lesson| &lesson.source.after);
    let questions = parsed.questions.iter().flat_map(|bank| bank.items.iter().map(|item| &item.source.lesson));
    let cards = parsed.cards.iter().flat_map(|bank| bank.items.iter().map(|item| &item.source.lesson));
    let defaults = parsed.questions.iter().map(|bank| &bank.defaults.lesson);
    let defaults = defaults.chain(parsed.cards.iter().map(|bank| &bank.defaults.lesson));
    let of_banks = questions.chain(cards).chain(defaults).flatten();
    let mut named = HashMap::new();
    for lesson in plan.chain(after).chain(of_banks) {
        *named.entry(lesson.value.clone()).or_default() += 1;
    }
    named
}

/// Puts modules into the order that `course.yaml` names, and says which ones are named but missing, or there but not named.
fn modules(
    parsed: Vec<ParsedModule>,
    order: &[Spanned<String>],
    named: &HashMap<String, usize>,
    gaps: &Gaps,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Module> {
    let ids: Vec<Spanned<String>> = parsed.iter().map(|module| module.source.id.clone()).collect();
    let lists = parsed.iter().flat_map(|module| &module.source.lessons);
    let listed: HashSet<String> = lists.map(|lesson| lesson.value.clone()).collect();
    let lessons = parsed.iter().flat_map(|module| &module.lessons);
    let lessons: Vec<Spanned<String>> = lessons.map(|lesson| lesson.source.id.clone()).collect();
    let none = (HashMap::new(), HashSet::new());
    let list = "`modules` of course.yaml";
    let listing = Listing { what: "module", list, named: &none.0, all: &[], listed: &none.1 };
    let ordered = in_order(parsed, &ids, order, &listing, gaps, diagnostics);
    let mut modules = Vec::new();
    for (number, parsed) in ordered.into_iter().enumerate() {
        let ids: Vec<Spanned<String>> = parsed.lessons.iter().map(|lesson| lesson.source.id.clone()).collect();
        let listing = Listing {
            what: "lesson",
            list: "`lessons` of the module's module.yaml",
            named,
            all: &lessons,
            listed: &listed,
        };
        let lessons = in_order(parsed.lessons, &ids, &parsed.source.lessons, &listing, gaps, diagnostics);
        modules.push(Module {
            id: id(parsed.source.id),
            span: parsed.span,
            number: number + 1,
            title: parsed.source.title,
            summary: parsed.source.summary,
            lessons: lessons.into_iter().enumerate().map(|(at, parsed)| lesson(at + 1, parsed)).collect(),
        });
    }
    modules
}

struct Listing<'a> {
    what: &'static str,
    list: &'static str,
    /// How many other places name a part.
    named: &'a HashMap<String, usize>,
    /// The parts beside other lists of the kind, and what those lists name.
    all: &'a [Spanned<String>],
    listed: &'a HashSet<String>,
}

impl Listing<'_> {
    /// A finding about a name of the list that no part has.
    fn missing(&self, name: &Spanned<String>, near: Option<Guess<'_>>, ids: &[Spanned<String>]) -> Diagnostic {
        let what = self.what;
        if let Some(other) = self.all.iter().find(|id| id.value == name.value) {
            let message = format!("the {what} `{}` stands in another module's folder", name.value);
            return Diagnostic::error(UNLISTED_PART, name.span, message)
                .also(other.span, "here")
                .help("move its file into this module's folder, or its id into the other module's list");
        }
        let finding = Diagnostic::error(UNLISTED_PART, name.span, format!("there is no {what} `{}`", name.value));
        let Some(near) = near else {
            return finding.help(format!("write it (`gradus new {what}`), or take it out of the list"));
        };
        let others = |name: &str| self.named.get(name).copied().unwrap_or_default();
        let defined = ids.iter().find(|id| id.value == near.word);
        match (others(&name.value), others(near.word), defined) {
            (0, 1.., _) => finding.meant(name.span, &name.value, near),
            (1.., 0, Some(id)) => {
                let message = format!("the {what} `{}` is called `{}` everywhere else", id.value, name.value);
                let fix = Fix::replace(id.span, id.value.as_str(), name.value.as_str()).suggested();
                Diagnostic::error(UNLISTED_PART, id.span, message)
                    .also(name.span, "listed here")
                    .help(format!("did you mean `{}`?", name.value))
                    .fix(fix)
            }
            (.., defined) => {
                let finding = finding.meant(name.span, &name.value, Guess { certain: false, ..near });
                match defined {
                    Some(id) => finding.also(id.span, format!("this {what} is in no list")),
                    None => finding,
                }
            }
        }
    }
}

fn in_order<T>(
    parts: Vec<T>,
    ids: &[Spanned<String>],
    order: &[Spanned<String>],
    listing: &Listing<'_>,
    gaps: &Gaps,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<T> {
    let Listing { what, list, .. } = listing;
    let free = || ids.iter().filter(|id| !order.iter().any(|name| name.value == id.value)).map(|id| id.value.as_str());
    let lost = |name: &&Spanned<String>| !ids.iter().any(|id| id.value == name.value) && !gaps.may_hold(&name.value);
    // One name without a part and one part without a name belong together, however little alike they are.
    let mut alone = None;
    if order.iter().filter(lost).count() == 1 && free().count() == 1 {
        alone = free().next();
    }
    let mut parts: Vec<Option<T>> = parts.into_iter().map(Some).collect();
    let mut ordered = Vec::new();
    let mut seen: HashMap<&str, Span> = HashMap::new();
    let mut meant: HashSet<String> = HashSet::new();
    for name in order {
        if let Some(first) = seen.insert(&name.value, name.span) {
            diagnostics.push(
                Diagnostic::error(UNLISTED_PART, name.span, format!("the {what} `{}` is listed twice", name.value))
                    .also(first, "first here")
                    .help("take one of the two out"),
            );
            continue;
        }
        // Of two parts with one id both stay: the check on duplicate ids wants to see them.
        let of_that_name: Vec<usize> = (0..ids.len()).filter(|&at| ids[at].value == name.value).collect();
        ordered.extend(of_that_name.iter().filter_map(|&at| parts[at].take()));
        match of_that_name.first() {
            Some(_) => {}
            None if gaps.may_hold(&name.value) => {}
            None => {
                let near = guess(&name.value, free());
                let near = near.or(alone.map(|word| Guess { word, certain: false }));
                meant.extend(near.map(|near| near.word.to_owned()));
                diagnostics.push(listing.missing(name, near, ids));
            }
        }
    }
    for (at, part) in parts.iter().enumerate() {
        let id = &ids[at];
        if part.is_none() {
            continue;
        }
        if !meant.contains(&id.value) && !listing.listed.contains(&id.value) {
            diagnostics.push(
                Diagnostic::error(UNLISTED_PART, id.span, format!("the {what} `{}` is not listed", id.value))
                    .help(format!("add it to {list}, where it should come in the order")),
            );
        }
    }
    ordered
}

fn lesson(number: usize, parsed: ParsedLesson) -> Lesson {
    let source = parsed.source;
    let objective = |it: crate::source::ObjectiveSource| Objective {
        id: id(it.id),
        text: it.text,
        competency: it.competency.map(id),
    };
    Lesson {
        id: id(source.id),
        span: parsed.span,
        path: parsed.path,
        number,
        title: source.title,
        summary: source.summary,
        domains: source.domains.into_iter().map(id).collect(),
        minutes_span: source.minutes.span,
        minutes: Minutes { read: source.minutes.read, lab: source.minutes.lab, practise: source.minutes.practise },
        after: source.after.into_iter().map(id).collect(),
        objectives: source.objectives.into_iter().map(objective).collect(),
        body: parsed.body,
    }
}
