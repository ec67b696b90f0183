//! Drawing: a golden vector, because printed exams outlive releases, and what a draw must be whatever the numbers.

use gradus_grade::{Choice, GradeError, Grader, Pool, PoolDomain};

fn pool(count: u32, domains: &[(&str, u32, &[&str])]) -> Pool {
    let domains = domains
        .iter()
        .map(|(id, weight, items)| PoolDomain {
            id: (*id).to_owned(),
            weight: *weight,
            items: items.iter().map(|item| (*item).to_owned()).collect(),
        })
        .collect();
    Pool { count, domains }
}

fn small() -> Pool {
    pool(7, &[("a", 15, &["a1", "a2", "a3", "a4"]), ("b", 20, &["b1", "b2", "b3"]), ("é", 10, &["é1", "😀"])])
}

#[test]
fn golden() {
    let grader = Grader::new().unwrap();
    let exam = grader.draw(4711, &small()).unwrap();
    assert_eq!(exam.code, "04K7-WKV3");
    assert_eq!(exam.items, ["a3", "b3", "é1", "a4", "b1", "😀", "b2"]);
    assert_eq!(exam.short, []);
    let options =
        ["x", "y", "all of them", "z"].map(|text| Choice { text: text.to_owned(), pinned: text == "all of them" });
    assert_eq!(grader.option_order(4711, "a1", &options).unwrap(), [1, 3, 0, 2]);
}

#[test]
fn the_order_of_a_pool_says_nothing() {
    let grader = Grader::new().unwrap();
    let mut turned = small();
    for domain in &mut turned.domains {
        domain.items.reverse();
    }
    for seed in 0..20 {
        assert_eq!(grader.draw(seed, &turned).unwrap(), grader.draw(seed, &small()).unwrap());
    }
}

#[test]
fn another_seed_or_pool_is_another_code() {
    let grader = Grader::new().unwrap();
    let code = grader.draw(1, &small()).unwrap().code;
    assert_ne!(grader.draw(2, &small()).unwrap().code[5..], code[5..]);
    let mut grown = small();
    grown.domains[0].items.push("a5".to_owned());
    assert_ne!(grader.draw(1, &grown).unwrap().code, code);
    assert_eq!(grader.draw(1, &grown).unwrap().code[..4], code[..4]);
}

#[test]
fn a_code_leads_back_to_its_seed_in_its_own_pool_only() {
    let grader = Grader::new().unwrap();
    let seed_of = |code: &str, pool: &Pool| grader.seed_of(code, pool).unwrap();
    assert_eq!(seed_of("04K7-WKV3", &small()), Some(4711));
    // As people type: lower case, no dash, the letter for the digit.
    assert_eq!(seed_of(" o4k7wkv3 ", &small()), Some(4711));
    for slip in ["04K8-WKV3", "04K7-WKV4", "40K7-WKV3", "04K7-WKV", "04K7-WKU3", ""] {
        assert_eq!(seed_of(slip, &small()), None, "{slip}");
    }
    let mut shrunk = small();
    shrunk.domains[1].items.pop();
    assert_eq!(seed_of("04K7-WKV3", &shrunk), None);
}

#[test]
fn shares_follow_the_weights_by_largest_remainder() {
    let keys: Vec<String> = (0..30).map(|i| format!("k{i}")).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let exam = |count| {
        let named: Vec<Vec<String>> =
            "abcdef".chars().map(|d| keys.iter().map(|k| format!("{d}-{k}")).collect()).collect();
        let slices: Vec<Vec<&str>> = named.iter().map(|items| items.iter().map(String::as_str).collect()).collect();
        let weights = [15, 15, 10, 20, 20, 20];
        let domains: Vec<(&str, u32, &[&str])> = ["a", "b", "c", "d", "e", "f"]
            .into_iter()
            .zip(weights)
            .zip(&slices)
            .map(|((id, w), s)| (id, w, s.as_slice()))
            .collect();
        let exam = Grader::new().unwrap().draw(9, &pool(count, &domains)).unwrap();
        "abcdef".chars().map(|d| exam.items.iter().filter(|item| item.starts_with(d)).count()).collect::<Vec<_>>()
    };
    assert_eq!(exam(40), [6, 6, 4, 8, 8, 8]);
    assert_eq!(exam(17), [3, 3, 2, 3, 3, 3]);
    assert_eq!(exam(0), [0; 6]);
}

#[test]
fn a_domain_with_too_few_items_is_reported() {
    let exam = Grader::new().unwrap().draw(3, &pool(4, &[("a", 1, &["a1"]), ("b", 1, &["b1", "b2"])])).unwrap();
    assert_eq!(exam.items.len(), 3);
    let [short] = exam.short.try_into().unwrap();
    assert_eq!((short.domain.as_str(), short.wanted, short.found), ("a", 2, 1));
}

#[test]
fn seeds_fit_a_code() {
    let grader = Grader::new().unwrap();
    assert!(grader.draw((1 << 20) - 1, &small()).unwrap().code.starts_with("ZZZZ-"));
    assert!(matches!(grader.draw(1 << 20, &small()), Err(GradeError::Author(_))));
}
