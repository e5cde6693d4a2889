//! What is answered, and by whom.

use std::fs::File;
use std::path::Path;

use chrono::NaiveDate;
use handover_core::custody::{Paper, Person};
use handover_core::description::Day;
use handover_core::error::ErrorKind;
use handover_core::limits::Limits;
use handover_core::receive::{Exceptions, FilledForm, Reply};
use handover_core::signing::{PrivateKey, Role, Signer, Standing};
use handover_core::unit::AgencyRef;

use crate::args::ReceiveArgs;
use crate::command::custody::{line, paper, people};
use crate::command::verify::Trusted;
use crate::context::Context;
use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::locale::Arguments;
use crate::{text_file, units};

/// What the command line says of the answer, read before anything else is.
pub(super) struct Said {
    pub(super) receiver: AgencyRef,
    pub(super) day: Day,
    pub(super) reply: Reply,
    pub(super) held_by: Option<AgencyRef>,
    pub(super) form: FilledForm,
    pub(super) late: Option<Paper>,
    /// Persons who were named.
    by: Vec<Person>,
}

impl Said {
    pub(super) fn of(args: &ReceiveArgs, on: NaiveDate) -> Result<Self, Failure> {
        let agency = |text: &String| units::agency_of(text, Some(on));
        let Some(receiver) = args.agency.as_ref().map(agency).transpose()? else {
            return Err(Refusal::new("receive-no-agency", exit::USAGE).into());
        };
        let reply = match (&args.refuse, &args.accept_with) {
            (Some(_), _) => {
                let reason = line("--refuse", args.refuse.as_deref())?;
                reason.map_or(Reply::Accept, Reply::Refuse)
            }
            (None, Some(path)) => Reply::AcceptWith(exceptions(path)?),
            (None, None) => Reply::Accept,
        };
        let by = people(&args.by)?;
        Ok(Said {
            receiver,
            day: Day(on),
            reply,
            held_by: args.held_by.as_ref().map(agency).transpose()?,
            form: args.form.as_deref().map(form).transpose()?.unwrap_or_default(),
            late: paper("--late", args.late.as_deref(), args.late_file.as_deref())?,
            by,
        })
    }

    /// Who answers: who was named, else who signs for the receiver on the form,
    /// else whose keys they are by the list.
    pub(super) fn persons(
        &self,
        keys: &[PrivateKey],
        trusted: &Trusted,
    ) -> Result<Vec<Person>, Failure> {
        if !self.by.is_empty() {
            return Ok(self.by.clone());
        }
        let form: Vec<_> = self.form.form.receivers().collect();
        if !form.is_empty() {
            return Ok(form);
        }
        let list = trusted.trust.list();
        let lines = keys.iter().filter_map(|key| {
            let line = list?.list().line(key.public_key().key_id())?;
            let (name, title) = (line.person.parse().ok()?, line.title.parse().ok()?);
            (line.agency == self.receiver).then_some(Person { name, title })
        });
        let by: Vec<_> = lines.collect();
        if by.is_empty() {
            return Err(Refusal::new("receive-nobody", exit::USAGE).into());
        }
        Ok(by)
    }

    /// Warns of keys that no reader of the receipt will count.
    pub(super) fn warn_of_keys(
        &self,
        keys: &[PrivateKey],
        trusted: &Trusted,
        context: &Context<'_>,
    ) {
        let Some(list) = trusted.trust.list() else { return };
        for key in keys {
            let id = key.public_key().key_id();
            let counts = list.list().line(id).is_some_and(|line| {
                line.agency == self.receiver
                    && line.may(Role::Receive)
                    && line.standing_on(self.day.0) == Standing::Valid
            });
            if !counts {
                let arguments = Arguments::new().text("key", id.to_string());
                context.warn(&context.locale.with("receive-key-not-bound", &arguments));
            }
        }
    }
}

fn exceptions(path: &Path) -> Result<Exceptions, Failure> {
    let failed = |source| ErrorKind::Read { path: path.to_owned(), source };
    let file = File::open(path).map_err(failed)?;
    Ok(Exceptions::read(file, path, &Limits::default())?)
}

fn form(path: &Path) -> Result<FilledForm, Failure> {
    Ok(FilledForm::from_toml(&text_file::read(path)?, path)?)
}
