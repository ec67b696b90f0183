//! What the fields of a note hold, in the order of its note type.

mod question;

use gradus_core::model::{CardBody, Course, Item};

use crate::html::Html;
use crate::item::Placed;
use crate::media::Media;

/// How many spare fields end a note.
const SPARE: usize = 3;

/// All fields of an item's note.
pub(crate) fn of(placed: &Placed<'_>, course: &Course, media: &mut Media<'_>) -> Vec<String> {
    let mut fields = match placed.item {
        Item::Card(card) => of_card(&card.body, media),
        Item::Question(question) => question::of(question, media),
    };
    fields.push(plain(&placed.lesson.title));
    // Where the site has the lesson.
    fields.push(format!("{}/lessons/{}.html", course.code.value, placed.lesson.id.value));
    fields.push(placed.item.id().as_str().to_owned());
    fields.extend(std::iter::repeat_n(String::new(), SPARE));
    fields
}

fn of_card(body: &CardBody, media: &mut Media<'_>) -> Vec<String> {
    match body {
        CardBody::Basic { front, back } => vec![Html::new(media).compact(front), Html::new(media).blocks(back)],
        CardBody::Cloze { prompt, text, .. } => {
            vec![Html::new(media).with_clozes().blocks(text), Html::new(media).inlines(prompt)]
        }
    }
}

/// A text of the course's data as HTML.
fn plain(text: &str) -> String {
    let mut out = String::new();
    crate::escape::text(text, false, &mut out);
    out
}
