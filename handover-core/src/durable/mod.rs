//! Writing so that what is there is whole: work beside the target, bring it to
//! the disk, rename; never overwrite. What is cut off goes on from its log.

mod log;
mod publish;
mod workplace;

pub use log::{Log, Logged, Syncing};
pub use publish::{
    SYNCS_FILE_BY_FILE, bytes_below, holds_large_files, is_plain, publish_file, publish_folder,
    refuse_inside, replace_folder, restore_replaced, sync_all_below, sync_files, sync_folder,
    write_synced,
};
pub use workplace::{MARKER, Workplace, clear_folder};
