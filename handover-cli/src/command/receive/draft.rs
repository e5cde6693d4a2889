//! `receive --draft`: the form, with what the act declares beside each count.

use handover_core::bundle::{Bundle, VolumeSet};
use handover_core::error::ErrorKind;
use handover_core::limits::Limits;
use handover_core::receive::{Language, draft_form};
use handover_core::show::{show, show_set};
use serde::Serialize;

use crate::args::ReceiveArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::{Arguments, Lang};
use crate::text_file;

#[derive(Serialize)]
struct Drafted {
    file: String,
}

pub(super) fn draft(args: &ReceiveArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let limits = Limits::default();
    // Only the act is asked for; what is wrong is told when it is received.
    let act = if VolumeSet::is_one(&args.bundle) {
        show_set(&VolumeSet::open(&args.bundle, &args.volumes, &limits)?, &limits, &())?.act
    } else {
        show(&Bundle::open(&args.bundle, &limits)?, &limits, &())?.act
    };
    let no = || ErrorKind::WrongKind { path: args.bundle.clone(), wanted: "bundle" };
    let language = match context.locale.lang() {
        Lang::Vi => Language::Vietnamese,
        Lang::En => Language::English,
    };
    text_file::write_new(&args.out, &draft_form(&act.ok_or_else(no)?, language))?;
    match context.format {
        Format::Json => {
            let file = args.out.to_string_lossy().into_owned();
            context.object("receipt-draft", &Drafted { file })?;
        }
        Format::Human => {
            let arguments = Arguments::new().path("path", &args.out);
            context.result(&context.locale.with("receive-drafted", &arguments))?;
        }
    }
    Ok(exit::DONE)
}
