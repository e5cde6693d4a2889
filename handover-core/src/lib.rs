//! Handover of archives between administrative units: what is handed over is
//! listed, packed, signed, checked, and can be checked again in thirty years
//! without this crate.
//!
//! A ward packs its files into a sealed bundle, its successor verifies it
//! against the key that stands on the signed paper, and unpacks it:
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use handover_core::{bundle::Bundle, limits::Limits, transfer::Act, unit::AgencyRef};
//! use handover_core::{inventory::NoTables, pack, survey::Folder, unpack, verify};
//! # use handover_core::signing::{PrivateKey, Signer};
//! # struct Rng(u64); // the operating system's randomness, in a program
//! # impl rand_core::TryRng for Rng {
//! #     type Error = std::convert::Infallible;
//! #     fn try_next_u32(&mut self) -> Result<u32, Self::Error> { Ok(self.try_next_u64()? as u32) }
//! #     fn try_next_u64(&mut self) -> Result<u64, Self::Error> { self.0 += 1; Ok(self.0) }
//! #     fn try_fill_bytes(&mut self, b: &mut [u8]) -> Result<(), Self::Error> { b.fill(7); Ok(()) }
//! # }
//! # impl rand_core::TryCryptoRng for Rng {}
//! # let mut rng = Rng(0);
//! let disk = tempfile::tempdir()?;
//! let files = disk.path().join("files");
//! std::fs::create_dir_all(files.join("Hồ sơ 01"))?;
//! std::fs::write(files.join("Hồ sơ 01/Quyết định số 1.txt"), "Điều 1.")?;
//!
//! // The giver: Phường 14, Quận 10, on its last day; custody passes the day after.
//! let giver: AgencyRef = "vn:27169@2024/ubnd".parse()?;
//! let receiver: AgencyRef = "vn:27163@2025/ubnd".parse()?;
//! let act = Act::builder(giver, receiver, "2025-06-30".parse()?, "2025-07-01".parse()?)
//!     .legal_basis("Nghị quyết số 1685/NQ-UBTVQH15 ngày 16/6/2025")
//!     .build();
//! let key = PrivateKey::generate(&mut rng);
//! let out = disk.path().join("phuong-14.zip");
//! let source = Folder::open(&files)?;
//! let sealed = pack::pack(&source, &NoTables, &act, &[&key], &out, &Default::default(), &())?;
//! assert_eq!(sealed.tally.files, 1);
//!
//! // The receiver: has the giver's key from the signed minutes, not from the disk.
//! let trust = verify::Trust::Fingerprint(key.public_key().key_id());
//! let bundle = Bundle::open(&out, &Limits::default())?;
//! let found = verify::verify(&bundle, &trust, &Default::default(), &())?;
//! assert_eq!(found.verdict, verify::Verdict::Valid);
//! let verified = found.into_verified().map_err(|_| "a valid bundle is proof")?;
//! assert_eq!(verified.digest(), sealed.digest);
//! unpack::unpack(&bundle, &disk.path().join("out"), &Default::default(), &())?;
//! # Ok(()) }
//! ```
//!
//! # Which entry point for which need
//!
//! | need | room |
//! |---|---|
//! | units, agencies, which is in force when, what became of them | [`mod@unit`] |
//! | which transfers a reorganisation demands | [`mod@plan`] |
//! | the act, as TOML and JSON | [`transfer`] |
//! | what records are: fonds, dossiers, documents, code lists | [`description`] |
//! | tables on disk: read, write, check, match with files, sum up | [`inventory`] |
//! | what an archive asks of an inventory | [`profile`] |
//! | keys, seals, fingerprints | [`signing`] |
//! | who holds what: events, signed and chained | [`custody`], [`ledger`] |
//! | look at a folder | [`survey`], [`snapshot`] |
//! | make a bundle | [`pack`] |
//! | check it, look at it, take it apart | [`mod@verify`], [`mod@show`], [`mod@unpack`] |
//! | say who may sign for whom, and that a seal existed on a day | [`signing`], [`mod@witness`] |
//! | answer to a bundle, and take it over | [`mod@receive`], [`signing`] |
//! | build what a successor holds | [`mod@merge`], [`holdings`] |
//! | ask what the receiver has confirmed | [`mod@release`] |
//! | compare two of anything | [`mod@diff`] |
//! | answer for a whole holding | [`mod@audit`] |
//! | look into files, sort digitised pages | `inspect`, `scans` (feature `inspect`) |
//! | inventories from and to spreadsheets, minutes for both sides to sign, a page that shows how far the work is | `exchange`, with the feature of that name |
//!
//! # Habits
//!
//! Operations are verbs: inputs, outputs, options, observer. The crate never
//! prints, and never reads the clock, the environment or the locale: time,
//! randomness, threads and the register of units are arguments. What is wrong
//! with the *data* is a [`finding`]; what keeps an operation from working is an
//! [`error`]. Both speak stable codes, which programs translate.
//!
//! Nothing is ever overwritten, and nothing unfinished bears the name of the
//! target. All input is hostile until checked; [`limits`] bounds what it costs.
//!
//! # Features
//!
//! - `register` (default): the Vietnamese unit lists before and after 1 July
//!   2025, compiled in.
//! - `inspect`: what is in PDF files and images, and what digitised pages are
//!   fit for.
//! - `exchange`: inventories from .xlsx, .xls, .ods and CSV, and as lists for
//!   printing; minutes as .docx and .html; a report as one page of HTML.
//! - `testing`: [`observe`]`::Recorder`, for tests of programs that embed this.

pub mod audit;
pub mod bundle;
pub mod clock;
pub mod concurrency;
pub mod custody;
pub mod date;
pub mod description;
pub mod diff;
pub mod digest;
pub mod durable;
pub mod error;
#[cfg(feature = "exchange")]
pub mod exchange;
pub mod finding;
pub mod holdings;
#[cfg(feature = "inspect")]
pub mod inspect;
pub mod inventory;
pub mod ledger;
pub mod legible;
pub mod limits;
pub mod merge;
mod object_lines;
pub mod observe;
pub mod pack;
pub mod path;
pub mod pipeline;
pub mod plan;
pub mod profile;
pub mod read_at;
pub mod receive;
pub mod release;
pub mod retry;
#[cfg(feature = "inspect")]
pub mod scans;
pub mod show;
pub mod signing;
pub mod small_file;
pub mod snapshot;
pub mod sorted;
pub mod survey;
mod toml_source;
pub mod transfer;
pub mod unit;
pub mod unpack;
pub mod verify;
pub mod walk;
pub mod witness;
