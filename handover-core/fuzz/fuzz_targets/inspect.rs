//! Files that are looked into: within bounds, the same twice, and judged.
#![no_main]

use handover_core::inspect::{Bounds, Inspection, Material, Sort, Standard, inspect};
use handover_core::read_at::Shared;
use libfuzzer_sys::fuzz_target;

fn look(data: &[u8], bounds: &Bounds) -> Inspection {
    let file = Shared::new(std::io::Cursor::new(data));
    inspect(&file, "x.pdf", bounds, &()).expect("damage is no error")
}

fuzz_target!(|data: &[u8]| {
    // So small that every bound is met, and a run stays short.
    let mut bounds = Bounds::default();
    bounds.work_bytes = 4 << 20;
    bounds.stream_bytes = 64 << 10;
    bounds.object_bytes = 16 << 10;
    bounds.objects = 1000;
    bounds.pages = 100;
    let seen = look(data, &bounds);
    assert_eq!(seen, look(data, &bounds), "nothing but the bytes counts");
    let pages = seen.pages.unwrap_or(0);
    assert!(pages <= bounds.pages && seen.scanned_pages() <= pages, "{seen:?}");
    let standard = Standard::compiled_in().expect("the compiled in criteria");
    for material in [Material::Paper, Material::Drawing, Material::Photograph] {
        let judged = standard.judge(&seen, material);
        assert!(judged.sort != Sort::Meets || seen.is_whole(), "{seen:?}");
    }
});
