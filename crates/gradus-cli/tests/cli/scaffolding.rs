//! `gradus init` and `gradus new`: what they write passes every check.

use crate::Place;

/// Not even a warning, whatever the rule.
fn is_clean(place: &Place) {
    assert_eq!(place.ok(&["check", "--deny", "warnings"]).error, "course: no findings\n");
}

#[test]
fn init_makes_a_course_that_passes() {
    let place = Place::empty();
    place.ok(&["init", "My Course"]);
    assert!(place.path("My Course/course/my-course/course.yaml").exists());
    assert_eq!(place.read("My Course/.gitignore"), "/output/\n");
    place.ok(&["-C", "My Course", "check", "--deny", "warnings"]);
}

#[test]
fn init_makes_another_uid_each_time() {
    let (one, two) = (Place::project(), Place::project());
    let uid = |place: &Place| {
        place.read("course/demo/course.yaml").lines().find(|line| line.starts_with("uid:")).unwrap().to_owned()
    };
    assert_ne!(uid(&one), uid(&two));
}

#[test]
fn init_touches_nothing_that_exists() {
    let place = Place::empty();
    place.write("full/notes.txt", "mine");
    assert!(place.fails(2, &["init", "full"]).contains("`full` is not empty"));
    assert_eq!(place.files("full"), ["notes.txt"]);
    assert!(place.fails(2, &["init", "x", "--code", "Not An Id"]).contains("is not an id"));
    assert!(!place.path("x").exists());
    // A repository without files is as good as empty.
    std::fs::create_dir_all(place.path("repository/.git")).unwrap();
    place.ok(&["init", "repository"]);
}

#[test]
fn new_parts_are_registered_and_pass() {
    let place = Place::project();
    place.edit("course/demo/course.yaml", "modules:", "# In the order one learns.\nmodules:");
    place.ok(&["new", "module", "extra"]);
    assert!(place.read("course/demo/modules/extra/module.yaml").contains("title: \"Extra\""));
    assert!(place.read("course/demo/course.yaml").contains("# In the order one learns.\n"), "comments stay");
    let ran = place.ok(&["new", "lesson", "deep-dive", "--module", "extra", "--title", "A deep dive"]);
    assert_eq!(ran.out, "");
    assert!(
        ran.error.starts_with(
            "Made course/demo/modules/extra/deep-dive.md\nChanged course/demo/modules/extra/module.yaml\n"
        ),
        "{}",
        ran.error
    );
    place.ok(&["new", "questions", "deep-dive"]);
    is_clean(&place);
    place.ok(&["new", "course", "second", "--title", "The second"]);
    is_clean(&place);
    let error = place.fails(2, &["new", "module", "more"]);
    assert!(error.contains("name one with `--course`: `demo`, `second`"), "{error}");
    place.ok(&["new", "module", "more", "--course", "second"]);
}

#[test]
fn new_refuses_what_is_taken_or_unknown() {
    let place = Place::project();
    let before = place.files("course");
    for (arguments, message) in [
        (&["course", "demo"][..], "there is a course `demo` already"),
        (&["course", "other", "--track", "coursse"], "did you mean `courses`?"),
        (&["module", "basics"], "`basics` is the id of a module already"),
        (&["module", "Basics"], "is not an id"),
        (&["lesson", "first-steps", "--module", "basics"], "`first-steps` is the id of a lesson already"),
        (&["lesson", "x", "--module", "basic"], "did you mean `basics`?"),
        (&["lesson", "x", "--module", "basics", "--week", "99"], "the plan has no week 99"),
        (&["questions", "first-step"], "did you mean `first-steps`?"),
        (&["questions", "first-steps"], "exists already"),
    ] {
        let error = place.fails(2, &[&["new"], arguments].concat());
        assert!(error.contains(message), "{arguments:?}: {error}");
    }
    assert_eq!(place.files("course"), before);
}

#[test]
fn new_makes_what_is_listed_but_not_there() {
    let place = Place::project();
    place.edit("course/demo/course.yaml", "modules: [basics]", "modules: [basics, extra]");
    place.fails(1, &["check"]);
    place.ok(&["new", "module", "extra"]);
    assert!(place.read("course/demo/course.yaml").contains("modules: [basics, extra]"), "it is listed once");
    place.edit("course/demo/modules/extra/module.yaml", "lessons: []", "lessons: [deep-dive]");
    place.edit("course/demo/plan.yaml", "lessons: [next-steps", "lessons: [next-steps, deep-dive");
    place.edit("course/demo/modules/basics/next-steps.md", "\n## ", "\n[Deeper](lesson:deep-dive)\n\n## ");
    place.ok(&["new", "lesson", "deep-dive", "--module", "extra"]);
    place.edit("course/catalog.yaml", "courses: [demo]", "courses: [demo, second]");
    let error = place.fails(1, &["new", "course", "third"]);
    assert!(error.contains("no course in the folder `second`") && error.ends_with("added: 1 error\n"), "{error}");
    place.ok(&["new", "course", "second"]);
    is_clean(&place);
}

#[test]
fn new_needs_a_course_that_passes() {
    let place = Place::project();
    place.break_weights();
    assert!(place.fails(1, &["new", "module", "extra"]).ends_with("Nothing was added: 1 error\n"));
}
