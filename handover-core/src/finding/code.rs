use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Good to know; never changes an answer.
    Info,
    /// Somebody should look at it; changes the answer only when asked to.
    Warn,
    /// The answer is no.
    Block,
}

/// What a rule is about; the verdict follows from the groups that block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Group {
    /// Bag, tag files, lists, ZIP structure.
    Envelope,
    /// Signatures that are absent, broken or out of place.
    Seal,
    /// Who signed, as far as it can be known.
    Signer,
    /// The files handed over.
    Payload,
    /// Whether everything that is spoken of is there.
    Completeness,
    /// The act and the inventory as descriptions.
    Description,
    /// What law and secrecy demand.
    Law,
    /// Names that do not travel.
    Names,
    /// Files that are odd in themselves.
    Files,
    /// The custody ledger, and what it answers for.
    Custody,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $group:ident, $severity:ident;)*) => {
        /// The rules, each with a stable code that is kept for good.
        ///
        /// `docs/findings.md` says of each what it means and what to do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        impl Code {
            /// Every code, in the order of `docs/findings.md`.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The stable text form, such as `payload.missing`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)* }
            }

            /// What the rule is about.
            pub const fn group(self) -> Group {
                match self { $(Code::$name => Group::$group,)* }
            }

            /// The severity where no profile says otherwise.
            pub const fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// Not a bag: no `bagit.txt` (RFC 8493 §2.1.1).
    BagMissing = "bag.missing", Envelope, Block;
    /// `bagit.txt` is not the two lines of BagIt 1.0.
    BagDeclaration = "bag.declaration", Envelope, Block;
    /// `bag-info.txt` is not as the format fixes it.
    BagInfo = "bag.info", Envelope, Block;
    /// `Payload-Oxum` is not the sum of the payload.
    BagOxum = "bag.oxum", Envelope, Block;
    /// Made by a newer version of the format.
    BagNewerVersion = "bag.newer-version", Envelope, Block;
    /// A `fetch.txt`, which a bundle never has.
    BagFetch = "bag.fetch", Envelope, Block;
    /// A manifest or tag manifest beyond the ones of the format.
    BagExtraManifest = "bag.extra-manifest", Envelope, Block;
    /// A digest algorithm that this version does not know (foreign bags).
    BagUnknownAlgorithm = "bag.unknown-algorithm", Envelope, Warn;
    /// No list of digests that can be checked (foreign bags).
    BagNoKnownList = "bag.no-known-list", Envelope, Block;
    /// The identifier in `bag-info.txt` is not that of the act.
    BagOtherPacking = "bag.other-packing", Payload, Block;
    /// A tag file's digest differs from the tag manifest.
    TagChanged = "tag.changed", Envelope, Block;
    /// A tag file is listed or required but absent.
    TagMissing = "tag.missing", Envelope, Block;
    /// A file outside `data/` and `signatures/` that the tag manifest does not list.
    TagUnlisted = "tag.unlisted", Envelope, Block;
    /// A listed tag file that the format does not know.
    TagUnknown = "tag.unknown", Envelope, Warn;
    /// A line of a list is not in the form of the format.
    ListMalformed = "list.malformed", Envelope, Block;
    /// The lines of a list are not in path order.
    ListOrder = "list.order", Envelope, Block;
    /// A list names a path that a bundle must not hold.
    ListPath = "list.path", Envelope, Block;
    /// A path is listed twice.
    ListTwice = "list.listed-twice", Payload, Block;
    /// The ZIP ends too early, or has no end record.
    ZipTruncated = "zip.truncated", Envelope, Block;
    /// Bytes before the first entry.
    ZipLeadingBytes = "zip.leading-bytes", Envelope, Block;
    /// Bytes after the end record.
    ZipTrailingBytes = "zip.trailing-bytes", Envelope, Block;
    /// Bytes between two entries, or between the last one and the directory.
    ZipGap = "zip.gap", Envelope, Block;
    /// Two entries, or an entry and the directory, share bytes.
    ZipOverlap = "zip.overlap", Envelope, Block;
    /// Two entries have one name.
    ZipDuplicate = "zip.duplicate-name", Envelope, Block;
    /// Entries are not in path order.
    ZipOrder = "zip.order", Envelope, Block;
    /// A local header differs from the central directory.
    ZipLocalDiffers = "zip.local-differs", Envelope, Block;
    /// The number of entries is not the declared one.
    ZipCount = "zip.count", Envelope, Block;
    /// The end records contradict each other or the file.
    ZipEndRecord = "zip.end-record", Envelope, Block;
    /// An entry is compressed.
    ZipCompressed = "zip.compressed", Envelope, Block;
    /// An entry is encrypted.
    ZipEncrypted = "zip.encrypted", Envelope, Block;
    /// General purpose flags other than UTF-8.
    ZipFlags = "zip.flags", Envelope, Block;
    /// Versions, attributes, disk numbers or times other than the format's.
    ZipAttributes = "zip.attributes", Envelope, Block;
    /// An extra field other than ZIP64's where a value needs it.
    ZipExtraField = "zip.extra-field", Envelope, Block;
    /// A comment on the file or an entry.
    ZipComment = "zip.comment", Envelope, Block;
    /// An entry that is a folder.
    ZipFolderEntry = "zip.folder-entry", Envelope, Block;
    /// An entry's name is no path of a bundle, or not UTF-8.
    ZipName = "zip.name", Envelope, Block;
    /// The top entry is not one folder.
    ZipTopFolder = "zip.top-folder", Envelope, Block;
    /// The CRC-32 of an entry is not that of its bytes.
    ZipCrc = "zip.crc", Envelope, Block;
    /// A bundle that somebody unpacked and zipped again.
    ZipRezipped = "zip.rezipped", Envelope, Block;
    /// A bundle without any signature.
    SealMissing = "seal.missing", Seal, Block;
    /// A signature does not hold over `tagmanifest-sha256.txt`.
    SealBroken = "seal.bad-signature", Seal, Block;
    /// Something in `signatures/` that is no pair of signature and key.
    SealStray = "seal.stray-file", Seal, Block;
    /// A public key in `signatures/` is not the one its name says, or no key.
    SealKeyMismatch = "seal.key-mismatch", Seal, Block;
    /// A key of low order, for which anybody can sign.
    SealWeakKey = "seal.weak-key", Seal, Block;
    /// The seal holds, but none of its keys is trusted.
    SealUnknownKey = "seal.unknown-key", Signer, Block;
    /// A bag of another tool, which nobody sealed.
    SealForeignBag = "seal.foreign-bag", Signer, Block;
    /// The key was compared, the unit and the days were not.
    SealUnitNotChecked = "seal.unit-not-checked", Signer, Info;
    /// The day of sealing is the giver's claim.
    SealDateClaimed = "seal.date-claimed", Signer, Info;
    /// A further signature, which is shown and does not count.
    SealOtherSignature = "seal.other-signature", Signer, Info;
    /// A further signature by a stranger does not hold; it does not count.
    SealOtherBroken = "seal.other-bad-signature", Signer, Warn;
    /// The trust file lies beside the bundle and may have travelled with it.
    SealTrustBeside = "seal.trust-beside", Signer, Warn;
    /// The key is bound to another agency than the giver.
    SealKeyNotBound = "seal.key-not-bound", Seal, Block;
    /// The key is the giver's, and not for sealing.
    SealKeyRole = "seal.key-role", Seal, Block;
    /// The key was not valid yet, or no longer, on the day of sealing.
    SealKeyNotInTime = "seal.key-not-in-time", Seal, Block;
    /// The key had been given up by the day of sealing.
    SealKeyRevoked = "seal.key-revoked", Seal, Block;
    /// Another may have had the key, and nobody saw the seal before that.
    SealKeyCompromised = "seal.key-compromised", Seal, Block;
    /// Fewer persons of the giver have signed than the trust list demands.
    SealThreshold = "seal.threshold", Seal, Block;
    /// The key is no longer valid, and nobody else saw the seal while it was.
    SealTimeUnproven = "seal.time-unproven", Signer, Block;
    /// The reader does not know the root of the trust list.
    TrustRootUnknown = "trust.root-unknown", Signer, Block;
    /// A newer trust list was used before, or another of the same number.
    TrustOlderList = "trust.older-list", Signer, Warn;
    /// This is no witness, or not in its one spelling.
    WitnessMalformed = "witness.malformed", Envelope, Block;
    /// The key that the witness names has not signed it.
    WitnessBroken = "witness.bad-signature", Seal, Block;
    /// The witness holds, and nobody vouches for its key.
    WitnessUnknownKey = "witness.unknown-key", Signer, Block;
    /// The trust list does not let this key witness for this agency on that day.
    WitnessNotBound = "witness.key-not-bound", Seal, Block;
    /// A witness that says nothing for this bundle.
    WitnessNotCounted = "witness.not-counted", Signer, Warn;
    /// Listed, but not there.
    PayloadMissing = "payload.missing", Payload, Block;
    /// There, but not listed.
    PayloadUnlisted = "payload.unlisted", Payload, Block;
    /// The bytes are not the ones that were sealed.
    PayloadDigest = "payload.digest", Payload, Block;
    /// The size is not the one that was sealed.
    PayloadSize = "payload.size", Payload, Block;
    /// The SHA-256 list and the BLAKE3 list do not speak of the same files or bytes.
    PayloadListsDisagree = "payload.lists-disagree", Payload, Block;
    /// No payload at all.
    PayloadEmpty = "payload.empty", Payload, Block;
    /// A file could not be read to its end.
    PayloadUnreadable = "payload.unreadable", Payload, Block;
    /// A row names a file that is not there.
    RowWithoutFile = "inventory.row-without-file", Completeness, Block;
    /// A file that no row speaks of.
    FileWithoutRow = "inventory.file-without-row", Completeness, Warn;
    /// A document row names a dossier that no row describes.
    DocumentWithoutDossier = "inventory.document-without-dossier", Completeness, Warn;
    /// A row names a file that is not there, and one that fits is.
    PathNearMiss = "inventory.path-near-miss", Completeness, Block;
    /// A row names no file, and one that fits is there.
    PathProposed = "inventory.path-proposed", Completeness, Warn;
    /// Two rows of a table name one file.
    PathTwice = "inventory.path-twice", Completeness, Warn;
    /// A row names a fonds that no row describes.
    FondsUnknown = "inventory.unknown-fonds", Completeness, Warn;
    /// A row names a container that no row describes.
    ContainerUnknown = "inventory.unknown-container", Completeness, Warn;
    /// A dossier states another number of documents than it lists.
    DocumentCount = "inventory.document-count", Completeness, Warn;
    /// Ordinals are missing in a dossier and nobody declared them.
    OrdinalGap = "inventory.ordinal-gap", Completeness, Warn;
    /// Rows stand in a lot that the act does not have.
    LotUnknown = "inventory.unknown-lot", Completeness, Warn;
    /// A declared total is not the one that was counted.
    TotalsDiffer = "totals.differ", Completeness, Block;
    /// A total that is only declared and could not be counted.
    TotalsDeclared = "totals.declared-only", Completeness, Info;
    /// One volume of several, without the set that names them all.
    VolumeWithoutSet = "volume.without-set", Completeness, Block;
    /// A volume of the set that is not there.
    VolumeMissing = "volume.missing", Completeness, Block;
    /// A bundle of another transfer stands where a volume should be.
    VolumeForeign = "volume.foreign", Payload, Block;
    /// A bundle of the same transfer, and not the volume that the set lists.
    VolumeOtherPacking = "volume.other-packing", Payload, Block;
    /// A volume that is there twice; the first is looked at.
    VolumeTwice = "volume.twice", Completeness, Warn;
    /// A bundle beside the volumes that is none of them.
    VolumeBeside = "volume.beside", Completeness, Info;
    /// Files and bytes of a volume are not those that the set lists.
    VolumeDiffers = "volume.differs", Payload, Block;
    /// The act of a volume is not that of the others.
    VolumeActDiffers = "volume.act-differs", Envelope, Block;
    /// The list of the volumes is no such list.
    SetMalformed = "set.malformed", Envelope, Block;
    /// No signature of the list of volumes holds, or a trusted key's does not.
    SetBroken = "set.bad-signature", Seal, Block;
    /// The list of volumes is signed by other keys than its volumes are sealed by.
    SetOtherKeys = "set.other-keys", Seal, Block;
    /// The signature of the list of volumes holds, but none of its keys is trusted.
    SetUnknownKey = "set.unknown-key", Signer, Block;
    /// A file that no volume of the chosen size can hold.
    VolumeFileTooLarge = "volume.file-too-large", Completeness, Block;
    /// What a volume must hold in any case is more than it may, or there would
    /// be more volumes than anybody could keep in order.
    VolumeTooSmall = "volume.too-small", Completeness, Block;
    /// The act cannot be understood.
    ActMalformed = "act.malformed", Description, Block;
    /// A mark that only a person can fill is still open.
    ActOpenMark = "act.open-mark", Description, Block;
    /// A table lacks its header, or has a column twice.
    TableHeader = "table.header", Description, Block;
    /// A row cannot be read.
    TableRow = "table.row", Description, Block;
    /// A table that the format demands is absent.
    TableMissing = "table.missing", Description, Block;
    /// A cell is not what its column allows.
    TableCell = "table.cell", Description, Warn;
    /// A code that only one row may have stands twice.
    CodeTwice = "inventory.code-twice", Description, Warn;
    /// A code is not built from those that it stands for (TT 05/2025).
    CodeStructure = "inventory.code-structure", Description, Warn;
    /// Two documents of a dossier have one ordinal.
    OrdinalTwice = "inventory.ordinal-twice", Description, Warn;
    /// An ordinal was declared missing, and a document has it.
    OrdinalDeclared = "inventory.ordinal-declared", Description, Warn;
    /// A date after the last day of its fonds.
    DateAfterClosing = "inventory.date-after-closing", Description, Warn;
    /// A date outside the years of its fonds.
    DateOutsideFonds = "inventory.date-outside-fonds", Description, Warn;
    /// A document's date outside those of its dossier.
    DateOutsideDossier = "inventory.date-outside-dossier", Description, Warn;
    /// A row of a spreadsheet that cannot be taken into a table.
    SheetRow = "sheet.row", Description, Block;
    /// A line beside a list: a title, a total, a signature; not taken.
    SheetAside = "sheet.aside", Description, Info;
    /// A sheet that holds something and was not read.
    SheetSkipped = "sheet.skipped", Description, Warn;
    /// A column in a font of before Unicode, which was converted.
    SheetConverted = "sheet.converted", Description, Info;
    /// A column whose letters are of no encoding that is known.
    SheetUnknownText = "sheet.unknown-text", Description, Warn;
    /// The rows of a list describe one dossier in two ways.
    SheetDossierDiffers = "sheet.dossier-differs", Description, Warn;
    /// A file in the inventory folder that is no table of the format.
    TableUnknown = "table.unknown", Description, Warn;
    /// No edition of the register has the unit.
    UnitUnknown = "unit.unknown", Law, Block;
    /// The unit exists, but not on the day that the act needs it.
    UnitNotInForce = "unit.not-in-force", Law, Block;
    /// An edition that this program does not know: the bundle may be younger.
    UnitEditionUnknown = "unit.edition-unknown", Law, Warn;
    /// Giver and receiver are the same agency.
    ActSameParty = "act.same-party", Law, Block;
    /// Custody would pass before the seal.
    ActDays = "act.days", Law, Block;
    /// Party and State fonds in one act.
    LawPartyAndState = "law.party-and-state", Law, Block;
    /// A destruction without its decision and both minutes.
    LawDestructionPapers = "law.destruction-without-papers", Law, Block;
    /// A level of secrecy stands in a field.
    SecretLevel = "secret.level", Law, Block;
    /// A word of secrecy stands in a name or text that nobody has cleared.
    SecretSuspected = "secret.suspected", Law, Block;
    /// A suspicion that the act lists as cleared.
    SecretCleared = "secret.cleared", Law, Info;
    /// A clearance in the act that fits nothing.
    SecretClearanceUnused = "secret.clearance-unused", Law, Warn;
    /// The act names another receiver than the unit whose holdings these are.
    HoldingsReceiver = "holdings.other-receiver", Law, Block;
    /// The act names another agency of the unit whose holdings these are.
    HoldingsAgency = "holdings.other-agency", Law, Info;
    /// Custody passes only later.
    HoldingsNotYet = "holdings.not-yet", Law, Block;
    /// Files of it were taken from a journal, or one of both lists was not checked.
    HoldingsNotFull = "holdings.not-fully-checked", Payload, Block;
    /// Two replacements of one transfer.
    HoldingsReplacements = "holdings.two-replacements", Completeness, Block;
    /// A transfer that a replacement stands for, beside that replacement.
    HoldingsReplaced = "holdings.replaced", Completeness, Warn;
    /// Another issue, or another packing, of one act.
    HoldingsIssue = "holdings.another-issue", Completeness, Warn;
    /// The unit whose holdings these are has closed itself.
    HoldingsClosed = "holdings.receiver-closed", Law, Warn;
    /// Two fonds of different creators have one code.
    HoldingsFonds = "holdings.fonds-code", Description, Warn;
    /// A fonds is stated to be open though its creator has closed.
    HoldingsFondsOpen = "holdings.fonds-open", Description, Warn;
    /// One dossier came in two transfers.
    HoldingsDossierTwice = "holdings.dossier-twice", Completeness, Warn;
    /// Two dossiers have one code.
    HoldingsDossierCode = "holdings.dossier-code", Description, Warn;
    /// The same bytes came in two transfers.
    HoldingsDocumentTwice = "holdings.document-twice", Files, Info;
    /// A dossier or document is younger than its closed fonds.
    HoldingsAfterClosing = "holdings.after-closing", Description, Warn;
    /// Numbers of documents that began anew.
    HoldingsNumbers = "holdings.numbers-restart", Description, Info;
    /// Unfinished work came with a transfer.
    HoldingsUnfinished = "holdings.unfinished", Completeness, Info;
    /// Unfinished work that another agency goes on with.
    HoldingsContinuedElsewhere = "holdings.continued-elsewhere", Law, Warn;
    /// A name is not UTF-8.
    NameNotUtf8 = "name.not-utf8", Names, Block;
    /// A name is not in Unicode form C; it travels in that form.
    NameNotNfc = "name.not-nfc", Names, Info;
    /// A control, separator or bidirectional character.
    NameControl = "name.control-character", Names, Block;
    /// One of `< > : " | ? * \`, which Windows cannot hold.
    NameForbidden = "name.forbidden-character", Names, Block;
    /// A percent sign, which BagIt would encode.
    NamePercent = "name.percent", Names, Block;
    /// A name that Windows keeps for devices.
    NameReserved = "name.reserved", Names, Block;
    /// White space at an end of the name.
    NameWhiteSpace = "name.white-space", Names, Block;
    /// A dot at the end of the name.
    NameTrailingDot = "name.trailing-dot", Names, Block;
    /// More than 255 bytes in one name.
    NameTooLong = "name.too-long", Names, Block;
    /// More than 240 UTF-16 units in the path.
    NamePathTooLong = "name.path-too-long", Names, Block;
    /// More than 180 UTF-16 units in the path.
    NamePathLong = "name.path-long", Names, Warn;
    /// Two names that Windows or a Mac holds equal.
    NameCollision = "name.collision", Names, Block;
    /// A name that travels under an alias.
    NameAliased = "name.aliased", Names, Info;
    /// A folder becomes a bundle where it is, and this name would have to change.
    NameInPlace = "name.in-place", Names, Block;
    /// An original name that cannot be given back safely.
    NameOriginalUnsafe = "name.original-unsafe", Names, Warn;
    /// A link, device, socket or pipe.
    FileSpecial = "file.special", Files, Block;
    /// A link, device, socket or pipe that the act's option leaves out.
    FileExcluded = "file.excluded", Files, Info;
    /// A folder becomes a bundle where it is, and the act leaves this file out.
    FileInPlace = "file.in-place", Files, Block;
    /// A folder becomes a bundle where it is, and this lies beside its payload.
    InPlaceStray = "in-place.stray", Envelope, Block;
    /// A folder becomes a bundle where it is, and there is no file below `data/`.
    InPlaceEmpty = "in-place.empty", Envelope, Block;
    /// A file without a single byte.
    FileZeroBytes = "file.zero-bytes", Files, Warn;
    /// A file that could be read only when it was tried again.
    FileRetried = "file.retried", Files, Info;
    /// Other bytes than before, though size, times and place on the disk are equal.
    FileChangedSilently = "file.changed-silently", Files, Block;
    /// A file or folder that cannot be read.
    FileUnreadable = "file.unreadable", Files, Block;
    /// A PDF that is encrypted, with or without a password.
    FileEncrypted = "file.encrypted", Files, Warn;
    /// A PDF or image that is not as its format has it.
    FileDamaged = "file.damaged", Files, Warn;
    /// A file that costs more to look into than the limits allow.
    FileTooCostly = "file.too-costly", Files, Warn;
    /// An archive among the files, whose own files nobody sees.
    FileArchive = "file.archive", Files, Warn;
    /// A program or a shortcut.
    FileExecutable = "file.executable", Files, Warn;
    /// The content is not what the extension says.
    FileExtension = "file.extension", Files, Warn;
    /// A line of a ledger that is no event of it.
    LedgerLine = "ledger.line", Custody, Block;
    /// An event does not hold the digest of the line before it.
    LedgerChainBroken = "ledger.chain-broken", Custody, Block;
    /// An event does not bear the next number.
    LedgerNumber = "ledger.number", Custody, Block;
    /// An event, or a witness, of another ledger or agency.
    LedgerOtherLedger = "ledger.other-ledger", Custody, Block;
    /// A trusted key's signature does not hold over its event.
    LedgerSignature = "ledger.signature", Custody, Block;
    /// No trusted key of the agency has signed the event.
    LedgerSignerUnknown = "ledger.signer-unknown", Signer, Block;
    /// The trust list does not let the key that signed the event do so.
    LedgerSignerNotBound = "ledger.signer-not-bound", Signer, Block;
    /// An event of an earlier day than the one before it.
    LedgerDayBack = "ledger.day-back", Custody, Warn;
    /// An event of a day by which somebody had seen the ledger without it.
    LedgerEnteredLate = "ledger.entered-late", Custody, Warn;
    /// The last line is half written.
    LedgerTornEnd = "ledger.torn-end", Custody, Warn;
    /// A head that somebody has seen is not at its place.
    LedgerHeadNotThere = "ledger.head-not-there", Custody, Block;
    /// The event behind the head in a receipt does not name that receipt.
    LedgerReceiptNotNext = "ledger.receipt-not-next", Custody, Block;
    /// Two heads that were seen are not of one chain.
    LedgerFork = "ledger.fork", Custody, Block;
    /// Events behind the last that anybody has seen.
    LedgerUnwitnessed = "ledger.unwitnessed", Custody, Info;
    /// What has come is meant for another agency.
    ReceiptOtherReceiver = "receipt.other-receiver", Custody, Block;
    /// The receiver has taken it over before.
    ReceiptAlready = "receipt.already", Custody, Block;
    /// Another bundle of the same act and issue was taken over before.
    ReceiptTwoDigests = "receipt.two-digests", Custody, Block;
    /// Another packing of the act was taken over before.
    ReceiptOtherPacking = "receipt.other-packing", Custody, Block;
    /// Nobody takes over what was not found valid.
    ReceiptNotValid = "receipt.not-valid", Custody, Block;
    /// Not all of it was read for the answer.
    ReceiptNotFull = "receipt.not-full", Custody, Block;
    /// Custody passes only later.
    ReceiptNotYet = "receipt.not-yet", Custody, Block;
    /// The receiver counted otherwise than was declared or computed.
    ReceiptTotals = "receipt.totals", Custody, Warn;
    /// An exception that names nothing of what has come, or one of several.
    ReceiptException = "receipt.exception", Custody, Block;
    /// Accepted with exceptions, and there is none.
    ReceiptNoException = "receipt.no-exception", Custody, Block;
    /// What the receiver does not take over cannot stay with the receiver.
    ReceiptHeldBySelf = "receipt.held-by-self", Custody, Block;
    /// What is not taken over stays with a body that was closed.
    ReceiptHeldByClosed = "receipt.held-by-closed", Custody, Warn;
    /// Minutes for a seal whose time needs no proof.
    ReceiptLateNeedless = "receipt.late-needless", Custody, Info;
    /// The ledger is not the receiver's.
    ReceiptOtherLedger = "receipt.other-ledger", Custody, Block;
    /// A ledger needs to know the giver, and the act cannot be read.
    ReceiptNoAct = "receipt.no-act", Custody, Block;
    /// A receipt that says nothing of the ledger it is held against.
    ReceiptNotOfLedger = "receipt.not-of-ledger", Custody, Block;
    /// A text that is no receipt, or a damaged one.
    ReceiptMalformed = "receipt.malformed", Envelope, Block;
    /// A key that a receipt names has not signed it.
    ReceiptBroken = "receipt.bad-signature", Seal, Block;
    /// A receipt holds, and whose keys they are is not known.
    ReceiptUnknownKey = "receipt.unknown-key", Signer, Block;
    /// A receipt by a key that the trust list does not let sign it.
    ReceiptNotBound = "receipt.key-not-bound", Seal, Block;
    /// Fewer persons of the receiver have signed than the list demands.
    ReceiptThreshold = "receipt.threshold", Seal, Block;
    /// No receipt that counts speaks for what was handed over.
    ReleaseNoReceipt = "release.no-receipt", Custody, Block;
    /// The receiver has refused it, and never taken it over.
    ReleaseRefused = "release.refused", Custody, Block;
    /// A sound receipt by another agency than the act names.
    ReleaseOtherReceiver = "release.other-receiver", Custody, Block;
    /// A receipt that names the bundle, and another act or giver.
    ReleaseOtherAct = "release.other-act", Custody, Block;
    /// Receipts for one bundle that cannot all be true.
    ReleaseContradiction = "release.contradiction", Custody, Block;
    /// The receiver counted otherwise than was declared or computed.
    ReleaseTotals = "release.totals", Custody, Block;
    /// An exception that names nothing of the bundle.
    ReleaseException = "release.exception", Custody, Block;
    /// What is under exceptions stays where it was.
    ReleaseHeld = "release.held", Custody, Block;
    /// A receipt for a bundle that was not given.
    ReleaseNoBundle = "release.no-bundle", Custody, Warn;
    /// A transfer that is not done on its last day.
    TransferLate = "transfer.late", Custody, Warn;
    /// A transfer that was refused, or taken over with exceptions or in two ways.
    TransferDisputed = "transfer.disputed", Custody, Block;
    /// Receipts of which nobody knows that they are the receiver's.
    TransferNotCounted = "transfer.not-counted", Custody, Warn;
    /// Receipts between parties whom no route connects.
    TransferElsewhere = "transfer.elsewhere", Custody, Warn;
    /// A dossier is gone, and nothing says where to.
    CustodyUnexplained = "custody.unexplained", Custody, Block;
    /// A dossier was reported lost, and not found since.
    CustodyReportedLost = "custody.reported-lost", Custody, Warn;
    /// A destruction that fewer than two persons have signed explains nothing.
    CustodyFewSigners = "custody.few-signers", Custody, Block;
    /// A paper that a destruction rests on was not among those shown.
    CustodyPaperUnseen = "custody.paper-unseen", Custody, Block;
    /// Records that the ledger says were destroyed are still there.
    CustodyStillHere = "custody.still-here", Custody, Warn;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Code {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Code::ALL.iter().copied().find(|code| code.as_str() == text).ok_or(())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|()| serde::de::Error::custom("unknown finding code"))
    }
}

/// Which rule has which severity: the defaults, and what a profile changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Severities {
    changed: Vec<(Code, Severity)>,
}

impl Severities {
    /// The same with `code` weighing `severity`.
    #[must_use]
    pub fn with(mut self, code: Code, severity: Severity) -> Self {
        self.changed.retain(|(changed, _)| *changed != code);
        self.changed.push((code, severity));
        self
    }

    /// What `code` weighs.
    pub fn of(&self, code: Code) -> Severity {
        let changed = self.changed.iter().find(|(changed, _)| *changed == code);
        changed.map_or(code.severity(), |(_, severity)| *severity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_unique_and_parse_back() {
        let texts: BTreeSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(texts.len(), Code::ALL.len());
        for code in Code::ALL {
            assert_eq!(code.as_str().parse(), Ok(*code));
        }
    }

    #[test]
    fn a_profile_changes_only_what_it_names() {
        let severities = Severities::default().with(Code::FileZeroBytes, Severity::Block);
        assert_eq!(severities.of(Code::FileZeroBytes), Severity::Block);
        assert_eq!(severities.of(Code::NamePathLong), Severity::Warn);
    }
}
