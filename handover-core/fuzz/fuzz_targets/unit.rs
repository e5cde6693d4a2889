//! References to units and agencies, and queries as people type them.
#![no_main]

use handover_core::unit::{AgencyRef, Register, ResolveError, Scope, UnitRef};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(unit) = text.parse::<UnitRef>() {
        assert_eq!(unit.to_string(), text, "one spelling");
    }
    if let Ok(agency) = text.parse::<AgencyRef>() {
        assert_eq!(agency.to_string().parse(), Ok(agency));
    }
    let register = Register::vietnam();
    let found = register.find(text, Scope::AnyEdition);
    assert!(found.is_sorted_by_key(|unit| unit.closeness));
    match register.resolve_one(text, Scope::AnyEdition) {
        Ok(unit) => assert_eq!(found.first().map(|found| found.reference), Some(unit)),
        Err(ResolveError::NotFound { nearest }) => {
            assert!(nearest.len() <= 3 && nearest.iter().all(|unit| register.get(unit).is_some()));
        }
        Err(ResolveError::Ambiguous { candidates }) => assert!(candidates.len() > 1),
        Err(_) => {}
    }
});
