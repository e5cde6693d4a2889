//! Planning a reorganisation: the two largest cities.

use super::{Race, race};

pub(super) const HANOI: Race = Race {
    seconds: Some(0.5),
    ..race(
        "routes-hanoi",
        "plan routes: Hanoi, 30 districts and 526 communes",
        r#"exec "$HANDOVER" plan routes --province vn:01@2024 --out "$OUT/routes.csv""#,
    )
};

pub(super) const HO_CHI_MINH_CITY: Race = Race {
    seconds: Some(0.5),
    ..race(
        "routes-hcmc",
        "plan routes: Ho Chi Minh City, 22 districts and 273 communes",
        r#"exec "$HANDOVER" plan routes --province vn:79@2024 --out "$OUT/routes.csv""#,
    )
};
