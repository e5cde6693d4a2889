//! Writing so that what is there is whole: work beside the target, bring it to
//! the disk, rename; never overwrite.

mod publish;
mod workplace;

pub use publish::{publish_file, publish_folder, refuse_inside, sync_all_below, sync_folder};
pub use workplace::Workplace;
