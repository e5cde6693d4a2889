//! Names: which travel, under which alias, and in which order.
#![no_main]

use std::cmp::Ordering;
use std::path::{Component, Path};

use handover_core::path::{
    BundlePath, Twins, alias, check_component, collision_key, compare, nfc, sort_key,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: (&str, &str, &str, &[u8], u8)| {
    let (a, b, c, raw, room) = data;
    for text in [a, b, c] {
        if let Ok(path) = BundlePath::new(text) {
            travels(&path);
        }
        assert_eq!(nfc(&nfc(text)), nfc(text));
        assert_eq!(collision_key(&nfc(text)), collision_key(text));
    }
    laws(a, b, c);

    let name = alias(raw, usize::from(room).clamp(15, 234));
    assert!(check_component(&name).is_empty(), "{name:?}");
    assert_eq!(nfc(&name), name);
    assert!(BundlePath::new(format!("data/{name}")).is_ok(), "{name:?}");
    assert!(name.encode_utf16().count() <= usize::from(room).clamp(15, 234) + 1, "{name:?}");

    let mut paths = [a, b, c];
    paths.sort_by(|a, b| compare(a, b));
    let mut twins = Twins::default();
    let first = paths.map(|path| twins.collides(path));
    assert!(!first[0], "one alone meets nobody");
});

fn travels(path: &BundlePath) {
    assert_eq!(nfc(path.as_str()), path.as_str());
    let root = Path::new("/root");
    let place = path.under(root);
    let below = place.strip_prefix(root).expect("below");
    assert!(below.components().all(|part| matches!(part, Component::Normal(_))));
    assert_eq!(below.components().count(), path.as_str().split('/').count());
}

fn laws(a: &str, b: &str, c: &str) {
    assert_eq!(compare(a, b), compare(b, a).reverse());
    assert_eq!(compare(a, b) == Ordering::Equal, a == b);
    if compare(a, b).is_le() && compare(b, c).is_le() {
        assert!(compare(a, c).is_le());
    }
    if ![a, b].iter().any(|text| text.contains('\0')) {
        let naive = a.split('/').collect::<Vec<_>>().cmp(&b.split('/').collect());
        assert_eq!(compare(a, b), naive);
        assert_eq!(sort_key(a).cmp(&sort_key(b)), naive);
    }
}
