#!/usr/bin/env python3
"""Releases of a course, made by the real `gradus` and imported into the real Anki: nothing a learner did is ever lost.

    GRADUS_BIN=target/release/gradus python -m unittest discover -s tests/anki

Needs one of the requirements files.
"""

import calendar
import random
import tempfile
import time
import unittest
from pathlib import Path

from catalogue import KINDS, LESSONS, Catalogue, Item, course
from check_package import Package, complaints, without_cards
from learner import Learner

OTHER_UID = "aaaaaaaa-6d1b-4b57-9a59-0d5c2f1f7a11"
FIRST, BETWEEN, SECOND = "2024-03-01T10:00:00Z", "2024-04-01T10:00:00Z", "2024-05-01T10:00:00Z"


def seconds(moment: str) -> int:
    return calendar.timegm(time.strptime(moment, "%Y-%m-%dT%H:%M:%SZ"))


class Updates(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.learners = 0

    def learner(self) -> Learner:
        self.learners += 1
        learner = Learner(self.folder / f"learner-{self.learners}")
        self.addCleanup(learner.close)
        return learner

    def course(self, name: str = "course", **which: str) -> Catalogue:
        return course(self.folder / name, **which)

    def out(self) -> Path:
        return self.folder / "out"

    def assert_kept(self, learner: Learner, before: tuple[list, dict]) -> None:
        """Every review and every card is as it was."""
        reviews, cards = before
        self.assertEqual(learner.reviews()[: len(reviews)], reviews)
        after = learner.cards()
        self.assertEqual({number: after.get(number) for number in cards}, cards)

    def guid(self, package: Package, key: str) -> str:
        """The note that an item had when its title was `Title of key`, which the tests never change."""
        item = self.items[key]
        marks = [guid for guid, row in package.notes.items() if row[1].split("\x1f")[-4] == item]
        self.assertEqual(len(marks), 1, key)
        return marks[0]

    def names(self, catalogue: Catalogue) -> None:
        """Remembers what items are called now."""
        self.items = {item.key: item.id for item in catalogue.items}


class FreshImport(Updates):
    def test_every_package_imports_cleanly(self):
        catalogue = self.course()
        catalogue.item("basic-0").retired = "1.0.0"
        packages = sorted(catalogue.build(self.out()).glob("*.apkg"))
        names = ["one-module-one.apkg", "one-module-two.apkg", "one-retired.apkg", "one.apkg"]
        self.assertEqual([package.name for package in packages], names)
        for package in packages:
            learner = self.learner()
            log = learner.load(package)
            rows = Package(package)
            self.assertEqual(learner.problems(rows), {}, package.name)
            self.assertEqual(len(log.new), len(rows.notes))

    def test_modules_and_the_course_are_the_same_notes(self):
        built = self.course().build(self.out())
        whole, parts = self.learner(), self.learner()
        whole.load(built / "one.apkg")
        parts.load(built / "one-module-two.apkg")
        parts.review(20)
        before = parts.reviews(), parts.cards()
        log = parts.load(built / "one.apkg")
        self.assertFalse(log.updated or log.conflicting)
        self.assert_kept(parts, before)
        parts.load(built / "one-module-one.apkg")
        self.assertEqual(parts.notes(), whole.notes())
        self.assertEqual(parts.places(), whole.places())
        self.assertEqual(parts.decks(), whole.decks())

    def test_courses_with_equal_ids_do_not_collide(self):
        learner = self.learner()
        one = Package(self.course().build(self.out()) / "one.apkg")
        other = Package(self.course("other", code="two", uid=OTHER_UID).build(self.folder / "other-out") / "two.apkg")
        for package in (one, other):
            log = learner.load(package.path)
            self.assertEqual(len(log.new), len(package.notes))
            self.assertFalse(log.updated or log.conflicting)
        self.assertEqual(learner.notes().keys(), one.notes.keys() | other.notes.keys())
        self.assertFalse(one.notes.keys() & other.notes.keys())
        self.assertEqual(complaints(learner.collection), [])
        self.assertTrue(learner.is_sound())

    def test_two_builds_are_the_same_bytes(self):
        catalogue = self.course()
        catalogue.item("task-0").retired = "1.0.0"
        here = catalogue.build(self.out(), TZ="Pacific/Kiritimati", LC_ALL="C", RAYON_NUM_THREADS="1")
        again = Catalogue(self.folder / "elsewhere", catalogue.code, catalogue.uid)
        again.items = catalogue.items
        there = again.build(self.folder / "there", TZ="America/Adak", LC_ALL="C.UTF-8", RAYON_NUM_THREADS="7")
        bytes_of = lambda folder: {path.name: path.read_bytes() for path in folder.iterdir()}  # noqa: E731
        self.assertEqual(len(bytes_of(here)), 4)
        self.assertTrue(bytes_of(here) == bytes_of(there))


class TwoReleases(Updates):
    """Release 1, fifty reviews, release 2 with everything that can happen to an item."""

    def setUp(self):
        super().setUp()
        self.catalogue = self.course()
        self.first = self.catalogue.release("1.0.0", FIRST, self.out())
        self.names(self.catalogue)
        self.old = Package(self.first / "one.apkg")
        self.guids = {key: self.guid(self.old, key) for key in self.items}
        self.change()
        self.second = self.catalogue.release("2.0.0", SECOND, self.out())
        self.new = Package(self.second / "one.apkg")
        self.retired = Package(self.second / "one-retired.apkg")

        self.learner = self.learner()
        self.learner.load(self.old.path)
        self.learner.review(50)

    def change(self):
        item = self.catalogue.item
        self.changed = {f"{kind}-1" for kind in KINDS}
        self.renamed = {"basic-2", "single-2"}
        self.moved = {"basic-3", "cloze-3", "task-3"}
        self.gone = {"cloze-4", "single-4", "task-4"}
        for key in self.changed:
            item(key).words += ", corrected"
        for key in self.renamed:
            item(key).rename(f"{key}-renamed")
        for key in self.moved:
            item(key).lesson = "first" if LESSONS[item(key).lesson] == "two" else "fourth"
        for key in self.gone:
            item(key).retired = "2.0.0"
        self.catalogue.items += [Item(f"added-{kind}", kind, "second", "new") for kind in KINDS]
        random.Random(1).shuffle(self.catalogue.items)

    def touched(self) -> set[str]:
        """The notes that release 2 may update."""
        return {self.guids[key] for key in self.changed | self.renamed | self.moved}

    def test_reviews_are_kept_and_nothing_is_there_twice(self):
        self.assertEqual(len(self.learner.reviews()), 50)
        before = self.learner.reviews(), self.learner.cards()
        notes = self.learner.notes()
        log = self.learner.load(self.new.path)
        self.assert_kept(self.learner, before)
        self.assertEqual(len(log.new), len(KINDS))
        self.assertEqual(len(log.updated), len(self.touched()))
        self.assertFalse(log.conflicting)
        after = self.learner.notes()
        self.assertEqual(after.keys(), notes.keys() | self.new.notes.keys())
        self.assertEqual({guid: row[0] for guid, row in after.items() if guid in notes},
                         {guid: row[0] for guid, row in notes.items()}, "notes keep their ids")
        self.assertEqual(without_cards(self.learner.collection), [])
        self.assertEqual(complaints(self.learner.collection), [])
        self.assertTrue(self.learner.is_sound())

    def test_changed_notes_are_updated_and_only_they(self):
        before = self.learner.notes()
        self.learner.load(self.new.path)
        after = self.learner.notes()
        self.assertEqual({guid for guid in before if before[guid] != after[guid]}, self.touched())
        for guid, row in self.new.notes.items():
            self.assertEqual(after[guid][1], row[1], "all live notes have the text of release 2")
            self.assertEqual(after[guid][2], row[4].strip())
        for key in self.changed:
            self.assertIn("corrected", after[self.guids[key]][1])
            self.assertIn("release::2.0.0", after[self.guids[key]][2])
        for key in self.renamed:
            self.assertIn(f"\x1f{key}-renamed\x1f", after[self.guids[key]][1])
        for key in self.moved:
            home = self.catalogue.item(key).lesson
            self.assertIn(f"lesson::{home} module::{LESSONS[home]}", after[self.guids[key]][2])

    def test_what_a_learner_did_to_other_notes_stays(self):
        mine, flagged, moved = self.guids["basic-5"], self.guids["single-5"], self.guids["multiple-5"]
        self.learner.edit(mine, seconds(BETWEEN), text="my own words", tag="mine")
        collection = self.learner.collection
        collection.set_user_flag_for_cards(3, [card.id for card in self.learner.note(flagged).cards()])
        collection.sched.suspend_cards([card.id for card in self.learner.note(flagged).cards()])
        own = collection.decks.add_normal_deck_with_name("My own").id
        collection.set_deck([card.id for card in self.learner.note(moved).cards()], own)
        before, notes = (self.learner.reviews(), self.learner.cards()), self.learner.notes()
        self.learner.load(self.new.path)
        self.assert_kept(self.learner, before)
        after = self.learner.notes()
        for guid in (mine, flagged, moved):
            self.assertEqual(after[guid], notes[guid])
        self.assertIn("my own words", after[mine][1])
        self.assertIn("mine", after[mine][2].split())

    def test_a_newer_release_wins_over_an_older_edit_and_loses_to_a_newer_one(self):
        older, newer = self.guids["basic-1"], self.guids["cloze-1"]
        self.learner.edit(older, seconds(BETWEEN), text="older edit", tag="mine")
        self.learner.edit(newer, seconds(SECOND) + 60, text="newer edit", tag="mine")
        self.learner.load(self.new.path)
        after = self.learner.notes()
        self.assertNotIn("older edit", after[older][1])
        self.assertNotIn("mine", after[older][2].split())
        self.assertIn("newer edit", after[newer][1])
        self.assertIn("mine", after[newer][2].split())

    def test_importing_twice_or_an_older_release_changes_nothing(self):
        for packages in (self.second, self.first):
            for package in sorted(packages.glob("*.apkg")):
                self.learner.load(package)
        settled = self.learner.everything()
        for package in [self.new.path, self.retired.path, self.old.path, self.first / "one-module-one.apkg", self.new.path]:
            log = self.learner.load(package)
            self.assertFalse(log.new or log.updated or log.conflicting, package.name)
            self.assertEqual(self.learner.everything(), settled, package.name)

    def test_retired_items_are_found_by_the_search_that_their_deck_names(self):
        gone = {self.guids[key] for key in self.gone}
        self.assertFalse(gone & self.new.notes.keys())
        self.assertEqual(self.retired.notes.keys(), gone)
        self.learner.load(self.new.path)
        before = self.learner.reviews(), self.learner.cards()
        log = self.learner.load(self.retired.path)
        self.assertEqual((len(log.new), len(log.updated)), (0, len(gone)))
        self.assert_kept(self.learner, before)
        collection = self.learner.collection
        description = collection.decks.by_name("Course one::Retired")["desc"]
        search = description[description.index("tag:"):].strip()
        found = {collection.get_note(number).guid for number in collection.find_notes(search)}
        self.assertEqual(found, gone)

    def test_a_deleted_note_comes_back_new(self):
        guid = self.guids["basic-6"]
        self.learner.collection.remove_notes([self.learner.note(guid).id])
        self.learner.load(self.new.path)
        self.assertTrue(all(card.reps == 0 for card in self.learner.note(guid).cards()))

    def test_another_address_changes_no_note(self):
        self.learner.load(self.new.path)
        before = self.learner.notes()
        moved = self.folder / "moved"
        self.catalogue.gradus("build", "--only", "anki", "--base-url", "https://moved.example", "--out", str(moved))
        log = self.learner.load(moved / "one" / "one.apkg")
        self.assertFalse(log.new or log.updated or log.conflicting)
        self.assertEqual(self.learner.notes(), before)
        templates = self.learner.collection.models.by_name("one card")["tmpls"]
        self.assertIn("https://moved.example/{{Path}}", templates[0]["afmt"])


class TenReleases(Updates):
    def test_ten_releases_in_a_row_lose_nothing(self):
        """Each release changes, adds, renames, moves and retires something; the learner reviews after each import."""
        choose = random.Random(7)
        catalogue, learner = self.course(), self.learner()
        ever: set[str] = set()
        for number in range(1, 11):
            live = sorted(catalogue.live())
            if number > 1:
                picks = choose.sample(live, 8)
                for key in picks[:3]:
                    catalogue.item(key).words += f", {number}"
                catalogue.item(picks[3]).rename(f"{picks[3]}-r{number}")
                catalogue.item(picks[4]).lesson = choose.choice(list(LESSONS))
                catalogue.item(picks[5]).retired = f"{number}.0.0"
                # A second name, and a change on top of it.
                catalogue.item(picks[3]).words += f", {number}"
                catalogue.items += [Item(f"added-{number}-{kind}", kind, choose.choice(list(LESSONS)), "new") for kind in KINDS]
                choose.shuffle(catalogue.items)
            packages = catalogue.release(f"{number}.0.0", f"2024-{number:02}-01T00:00:00Z", self.out())
            package = Package(packages / "one.apkg")
            before = learner.reviews(), learner.cards()
            log = learner.load(package.path)
            self.assertFalse(log.conflicting)
            ever |= package.notes.keys()
            self.assert_kept(learner, before)
            self.assertEqual(learner.notes().keys(), ever, "each item is one note, whatever it was called")
            for guid, row in package.notes.items():
                self.assertEqual(learner.notes()[guid][1:3], [row[1], row[4].strip()])
            learner.review(10)
        self.assertEqual(len(ever), len(catalogue.items))
        self.assertEqual(len(learner.reviews()), 100)
        self.assertEqual(without_cards(learner.collection), [])
        self.assertTrue(learner.is_sound())


if __name__ == "__main__":
    unittest.main()
