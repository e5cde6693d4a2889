//! What a program may hand from thread to thread.

use handover_core::bundle::Bundle;
use handover_core::error::Error;
use handover_core::finding::{Finding, Report};
use handover_core::signing::{PrivateKey, PublicKey};
use handover_core::{diff, observe, pack, snapshot, survey, transfer, unit, unpack, verify};

const fn is_send_and_sync<T: Send + Sync + ?Sized>() {}

const _: () = {
    is_send_and_sync::<Bundle>();
    is_send_and_sync::<Error>();
    is_send_and_sync::<Finding>();
    is_send_and_sync::<Report>();
    is_send_and_sync::<PrivateKey>();
    is_send_and_sync::<PublicKey>();
    is_send_and_sync::<dyn observe::Observer>();
    is_send_and_sync::<survey::Folder>();
    is_send_and_sync::<survey::Options>();
    is_send_and_sync::<snapshot::SnapshotReader>();
    is_send_and_sync::<transfer::Act>();
    is_send_and_sync::<unit::Register>();
    is_send_and_sync::<pack::Options<'_>>();
    is_send_and_sync::<pack::Sealed>();
    is_send_and_sync::<verify::Options<'_>>();
    is_send_and_sync::<verify::Verification>();
    is_send_and_sync::<verify::Verified>();
    is_send_and_sync::<unpack::Unpacked>();
    is_send_and_sync::<diff::Side>();
    is_send_and_sync::<diff::Change>();
};
