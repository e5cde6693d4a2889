//! What only all rows together can answer. Each row leaves a short record in a
//! sort, by what it may meet another in; equal ones then stand side by side.

mod ask;
mod dates;
mod meet;
mod record;

pub(super) use ask::Questions;
