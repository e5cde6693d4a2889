# Survey, pack, verify, show.
act-id-and-issue = { $id }, issue { $issue }

bundle-path = Bundle
bundle-digest = Digest of the bundle
volumes-set = Set
volumes-digest = Digest of the set
volumes-label = Volumes
volumes-there = { $there } of { $listed } are there
volumes-line = { $number }: { $amount }; { $place }
volumes-missing = MISSING
bundle-files = Files
bundle-bytes = Size
bundle-size = { $bytes } ({ $exact } bytes)
bundle-amount = { $files } files, { $bytes } ({ $exact } bytes)
bundle-empty-folders = Empty folders
bundle-inventory = Counted in the inventory
bundle-listed = { $containers } containers; { $paper } dossiers on paper; { $electronic } dossiers with files; { $documents } documents
bundle-nothing-listed = there is no inventory
bundle-unlisted = Unlisted files

survey-done = { $path } was surveyed.
survey-snapshot = Snapshot
survey-taken-over = Taken over
survey-read = Read
survey-no-name = no name for the snapshot of { $path } comes to mind
    .remedy = give its name with --out

inventory-empty = { $path } has no table of an inventory (CSV): every file is packed as unlisted

pack-done = Packed and sealed.
pack-declared = Some totals are declared, not counted: at the handover both sides count them and write it in the minutes.
pack-compare = Print the digest of the bundle and the fingerprint in the minutes; the receiver compares them with the paper before trusting the bundle.
pack-announced = { $volumes ->
        [1] One bundle will be made, of about { $size }.
       *[other] { $volumes } volumes will be made, of about { $size } together.
    }
pack-one-file-fits = This disk could hold it as one file: --volume-size none, or a folder as --out. Volumes are for disks with FAT32.
pack-one-file-may-fit = Where the disk is not FAT32, one file is simpler: --volume-size none, or a folder as --out.
pack-resumed = Files packed by an earlier run
pack-kept = What was packed so far is kept in { $path }: the same command goes on from there. Delete that folder to begin anew.
pack-in-place-one-folder = a folder becomes a bundle where it is only one at a time
    .remedy = give --files once with --in-place
pack-set-path = List of the volumes
pack-volume = Volume { $number }
pack-set-digest = Digest of the set

seal-means = The seal proves that nothing changed since it was made, and which key made it; it is neither the agency's stamp nor its public-service digital signature.
seal-trusted = the signature holds; it is the known key
seal-unknown = the signature holds; whose key it is, is not known
seal-broken = the signature does NOT hold
disks-personal = Disks with the bundle carry personal data: encrypt the whole disk and hand it over in person.

verify-verdict = VERDICT
verify-means-valid = All that the giver sealed is here, unchanged, sealed with the key that is known as the giver's.
verify-means-intact = Nothing changed since the seal, but whether the key is the giver's is not known; do not take it over yet.
verify-means-foreign = The files are what their list says, but another tool made the bag and nobody sealed it.
verify-means-incomplete = What is here is unchanged, but something that the inventory or the act speaks of is absent.
verify-means-not-valid = Changed, damaged, unsealed or against a rule; do not take it over, keep it as it is and ask the giver.
verify-set-means-valid = All volumes that the giver sealed are here, unchanged, sealed with the key that is known as the giver's.
verify-set-means-incomplete = What is here is unchanged, but a volume is missing, or something that the inventory or the act speaks of.
verify-set-means-not-valid = A volume or their list was changed, is damaged, or does not belong here; do not take it over, keep everything as it is and ask the giver.
verify-volume-verdict = VOLUME
verify-unchecked = Not checked
verify-sha256-unchecked = the list of SHA-256 (BLAKE3 was checked; --full checks both)
verify-unit-unchecked = unit and days: whether the key is the giver's, on the day of sealing
verify-resumed = { $files } files ({ $bytes } bytes) by the journal; they were read in an earlier run, not in this one
verify-journal-tail = The end of the journal { $path } was torn or damaged; what it said there is read again.
verify-journal-source = The ZIP was written since the journal { $path } was begun; everything is read again.
verify-journal-foreign = No journal is kept of a bundle whose lists are not ours or not sound; everything was read.
verify-journal-several = --journal keeps one bundle, and several were given
    .remedy = verify them one by one, each with a journal of its own
verify-how-to-trust = To confirm the signer, run again with --fingerprint and what the signed paper says, or with --trust and a .pem that came by another way than the bundle.
verify-other-key = The key that sealed it is not the one you gave. Compare all 16 groups with the signed paper once more; if you gave it rightly, do not take the bundle over, and ask the giver.
verify-overview = All { $count } bundles:
verify-not-looked-at = COULD NOT BE READ
verify-trust-inside = the key { $path } lies inside the bundle { $bundle }: whoever forges a bundle can put a key into it, so this one proves nothing
    .remedy = use a .pem that came from the giver directly, or --fingerprint with what the signed paper says

findings-remedies = What to do:

unpack-done = The documents are in { $path }; seal and digests hold.
signer-unconfirmed = The signer is not confirmed: to know who signed, run `handover verify` with --trust or --fingerprint.

change-added = added  { $at } ({ $size })
change-removed = removed  { $at } ({ $size })
change-changed = changed  { $at } ({ $from } → { $to } bytes)
change-moved = moved  { $from } → { $to }
change-duplicated = duplicated  { $at } (same as { $of })
change-dossier-added = added  dossier { $dossier }
change-dossier-removed = removed  dossier { $dossier }
change-dossier-changed = changed  dossier { $dossier }: { $fields }
change-dossier-changed-untold = changed  dossier { $dossier }
diff-dossier = { $code } ({ $parts })
diff-dossier-fonds = fonds { $code }
diff-dossier-container = container { $code }
diff-dossier-without-code = without a code
diff-dossier-not-told = not named here
diff-empty-folder = empty folder
diff-same = Both sides are the same: { $unchanged } entries; { $times } differ in their modification time only.
diff-different = The sides differ: { $added } added, { $removed } removed, { $changed } changed, { $moved } moved, { $duplicated } duplicated; { $unchanged } unchanged, of which { $times } differ in their modification time only.
diff-dossiers = Dossiers: { $added } added, { $removed } removed, { $changed } changed, { $unchanged } unchanged.
diff-by-inventory = An inventory has no digests of files: only dossiers were compared, and no file.
diff-inventory-as-folder = { $path } is an inventory, and was compared as a folder of files. To hold it against files, run `handover inventory check { $path } --files FOLDER`.
diff-holdings-tables = Holdings are compared by their tables, which nobody signed; the files are in their bundles and were not read. What only the holdings have came from other bundles; look for what they have not.
diff-bundle-lists = A bundle is compared by its sealed lists; its files were not read and its signer is not confirmed. To be sure, run `handover verify`.

show-lot = Lot { $n }
show-declared = Declared in all
show-paper = paper: { $list }
show-electronic = electronic: { $list }
show-containers = { $n } { $n ->
        [one] container
       *[other] containers
    }
show-dossiers = { $n } { $n ->
        [one] dossier
       *[other] dossiers
    }
show-metres = { $n } m of shelf
show-files = { $n } { $n ->
        [one] file
       *[other] files
    }
show-continued-by = goes on with it: { $agency }
show-nothing-declared = nothing more is declared
show-inventory = Inventory
show-volume = Volume
show-volume-of = { $volume } of { $volumes }
show-seal-holds = the signature holds; the signer is not confirmed
show-not-verified = This is what the bundle says of itself: only envelope and seal were looked at, no file was read and the signer is not confirmed. To check it, run `handover verify`.

table-fonds = { $rows } fonds
table-containers = { $rows } { $rows ->
        [one] container
       *[other] containers
    }
table-dossiers = { $rows } { $rows ->
        [one] dossier
       *[other] dossiers
    }
table-documents = { $rows } { $rows ->
        [one] document
       *[other] documents
    }
table-files = { $rows } { $rows ->
        [one] file
       *[other] files
    }
table-systems = { $rows } { $rows ->
        [one] system
       *[other] systems
    }
table-events = { $rows } { $rows ->
        [one] custody event
       *[other] custody events
    }
table-secrets = { $rows } { $rows ->
        [one] secret count
       *[other] secret counts
    }

show-no-act = There is no act of transfer here that can be read, so who gives to whom is not known; `handover verify` tells why.
