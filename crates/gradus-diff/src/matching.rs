//! Which parts of two snapshots are the same, and which of them changed places.

use std::collections::{HashMap, HashSet};

use crate::change::Move;
use crate::snapshot::{Part, PartKind};

/// How alike two texts must be for a lesson to count as renamed: the share of distinct words they have in common. Ids are
/// identity; where one has changed, only likeness can tell a new name from a new lesson.
const ALIKE: f64 = 0.6;

/// Which part of the newer side was which of the older, by position.
pub(crate) type OldOf = HashMap<usize, usize>;

/// Matches items by key, or by what they say they were; everything else by id. Lessons and modules that are left over
/// match by likeness.
pub(crate) fn matched(before: &[Part], after: &[Part]) -> OldOf {
    let mut old_of = HashMap::new();
    let mut by_key: HashMap<(PartKind, &str), usize> = HashMap::new();
    let mut by_id: HashMap<(PartKind, &str), usize> = HashMap::new();
    for (o, part) in before.iter().enumerate() {
        by_key.insert((part.kind, &part.key), o);
        by_id.insert((part.kind, &part.id), o);
    }
    let mut taken = HashSet::new();
    for (n, part) in after.iter().enumerate() {
        let by_earlier = || part.was.iter().find_map(|was| by_id.get(&(part.kind, was.as_str())));
        let found = by_key.get(&(part.kind, part.key.as_str())).or_else(by_earlier);
        if let Some(&o) = found.filter(|o| !taken.contains(*o)) {
            taken.insert(o);
            old_of.insert(n, o);
        }
    }
    // Items say what they were; lessons and modules cannot.
    for (n, part) in after.iter().enumerate() {
        if old_of.contains_key(&n) || !matches!(part.kind, PartKind::Lesson | PartKind::Module) {
            continue;
        }
        let free = before.iter().enumerate().filter(|(o, old)| old.kind == part.kind && !taken.contains(o));
        let likeness = free.map(|(o, old)| (o, alike(old, part))).filter(|(_, likeness)| *likeness >= ALIKE);
        if let Some((o, _)) = likeness.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))) {
            taken.insert(o);
            old_of.insert(n, o);
        }
    }
    old_of
}

fn alike(a: &Part, b: &Part) -> f64 {
    fn words(part: &Part) -> HashSet<&str> {
        part.fields.iter().flat_map(|(_, text)| text.split_whitespace()).collect()
    }
    let (a, b) = (words(a), words(b));
    let common = a.intersection(&b).count();
    common as f64 / (a.len() + b.len() - common).max(1) as f64
}

/// Modules, and lessons within their module, that changed places with their like: all that are not on the longest run of
/// those which kept their order.
pub(crate) fn shifted(before: &[Part], after: &[Part], old_of: &OldOf) -> HashMap<usize, Move> {
    let mut groups: HashMap<_, Vec<(usize, usize)>> = HashMap::new();
    for (n, part) in after.iter().enumerate() {
        let ordered = matches!(part.kind, PartKind::Lesson | PartKind::Module);
        let Some(&o) = old_of.get(&n).filter(|_| ordered) else { continue };
        if before[o].place == part.place {
            groups.entry((part.kind, part.place.as_deref())).or_default().push((n, o));
        }
    }
    let mut moves = HashMap::new();
    for members in groups.values() {
        let mut sorted: Vec<usize> = members.iter().map(|(_, o)| *o).collect();
        sorted.sort_unstable();
        let steady = longest_rising(&members.iter().map(|(_, o)| *o).collect::<Vec<_>>());
        for (position, (n, o)) in members.iter().enumerate().filter(|(_, (_, o))| !steady.contains(o)) {
            let was = sorted.partition_point(|it| it < o);
            moves.insert(*n, Move { from: format!("position {}", was + 1), to: format!("position {}", position + 1) });
        }
    }
    moves
}

/// A longest rising subsequence.
fn longest_rising(values: &[usize]) -> HashSet<usize> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::new();
    for (i, value) in values.iter().enumerate() {
        let before = (0..i).filter(|&j| values[j] < *value).max_by_key(|&j| (best[j].0, std::cmp::Reverse(j)));
        best.push((before.map_or(1, |j| best[j].0 + 1), before));
    }
    let mut at = (0..values.len()).max_by_key(|&i| (best[i].0, std::cmp::Reverse(i)));
    let mut run = HashSet::new();
    while let Some(i) = at {
        run.insert(values[i]);
        at = best[i].1;
    }
    run
}
