# Help: cmd-<command>, arg-<command>-<argument>, value-<name of a value>.
help-usage = Usage:
help-commands = Commands
help-arguments = Arguments
help-options = Options
help-global = Options of every command
help-after = `handover FILE` means `handover verify FILE`. Exit codes: 0 done; 1 done, the answer is no; 2 the call was wrong; 3 could not finish; 130 interrupted.

cmd-handover = Hand over archives between administrative units: sealed, verifiable, with a name on every step
cmd-unit = Look up administrative units and their codes, by the edition in force
cmd-unit-find = Find units by name or code; marks may be left out
cmd-unit-show = Show one unit: level, days in force, what succeeded it
cmd-unit-successors = Show what a unit went into, over all reorganisations
cmd-unit-predecessors = Show what went into a unit
cmd-unit-history = Show all steps of a unit, from its oldest predecessors to its successors
cmd-plan = Plan the transfers of a reorganisation
cmd-plan-routes = Say which records of closing units go to whom, each line with its article
cmd-transfer = Prepare the act of a transfer
cmd-transfer-new = Write an act for the responsible person to complete
cmd-key = Make and show the signing keys of an agency
cmd-key-new = Make a key pair: STEM.key is kept, STEM.pem goes to the receiver
cmd-key-show = Show the key id and the fingerprint, to compare with the signed paper
cmd-inventory = Make inventories from lists and lists from them, check them, sum them up, and look at the files that they list
cmd-trust = Keep the list that says whose key is whose
cmd-trust-add = Add a key to the draft of a trust list
cmd-trust-revoke = Revoke a key in the draft of a trust list
cmd-trust-list = Show a trust list or its draft
cmd-trust-sign = Sign the draft as the next trust list
cmd-inventory-scans = Sort digitised pages: fit, to keep, to convert, to scan again
cmd-inventory-check = Check the tables of an inventory, and the files against them
cmd-inventory-totals = Sum up an inventory: metres, dossiers, pages, files; by fonds, block and year
cmd-inventory-import = Make tables from a spreadsheet (.xlsx, .xls, .ods, CSV) or from a folder of files
cmd-inventory-export = Write an inventory as a spreadsheet for printing, or as CSV
cmd-survey = Look at a folder: files, sizes, digests, names that will not travel
cmd-pack = Pack and seal a bundle
cmd-verify = Check bundles: complete, unchanged, from the right signer
cmd-witness = Sign, as another agency, that a bundle existed on a day
cmd-unpack = Take the documents out of a bundle, with original names and times
cmd-show = Show a bundle or holdings at a glance: who, to whom, what, how much, signed by whom
cmd-merge = Build what a successor holds from bundles that are valid
cmd-diff = Compare two sides: folders, snapshots, bundles or holdings
cmd-minutes = Draw up the minutes of a bundle, for both sides to sign and stamp
cmd-completions = Print a script that lets the shell complete commands
cmd-man = Print the manual page

arg-lang = Language of the messages
arg-quiet = Print results and errors only
arg-json = Print results as JSON, one object a line
arg-color = When to use colours
arg-help = Print this help
arg-version = Print the version

arg-unit-find-name = Name or code, such as: phuong 14 quan 10
arg-unit-find-on = Only units in force on this day, as YYYY-MM-DD
arg-unit-show-unit = Name, code or identifier such as vn:27169@2024
arg-unit-register = Folder of another register (units-….csv, succession-….csv)
arg-unit-successors-unit = Name, code or identifier such as vn:27169@2024
arg-unit-successors-on = Only the units in force on this day, as YYYY-MM-DD
arg-unit-predecessors-unit = Name, code or identifier such as vn:27163@2025
arg-unit-predecessors-on = Only the units in force on this day, as YYYY-MM-DD
arg-unit-history-unit = Name, code or identifier such as vn:27169@2024
arg-plan-register = Folder of another register (units-….csv, succession-….csv)
arg-plan-routes-province = Province that closes, with all districts and communes in it
arg-plan-routes-unit = One unit that closes
arg-plan-routes-rules = The province's own decisions (rules.toml)
arg-plan-routes-on = Day on which receivers must be in force; the first day of the new units if absent
arg-plan-routes-out = Table to write (CSV); without it the lines are printed
arg-transfer-new-from = Giver: identifier or name of a unit, an agency may follow after /
arg-transfer-new-to = Receiver: identifier or name of a unit, an agency may follow after /
arg-transfer-new-files = Folder of documents, to count and fill in the totals
arg-transfer-new-inventory = Folder of the inventory (CSV tables), to count and fill in the totals
arg-transfer-new-out = File of the act that will be made
arg-transfer-new-date = Day of sealing as YYYY-MM-DD; today if absent
arg-key-new-unit = Agency that will use the key, such as vn:27169@2024; a reminder that proves nothing
arg-key-new-out = First part of the names of both key files
arg-key-new-passphrase-file = Read the passphrase from the first line of a file
arg-key-new-no-passphrase = Do not protect the key by a passphrase
arg-key-show-file = A .pem or .key file
arg-key-show-passphrase-file = Read the passphrase of a .key file from the first line of a file
arg-key-new-date = Day on which the unit must exist, as YYYY-MM-DD; today if absent
arg-trust-add-file = Draft of the list (trust.toml); it is made if it is not there
arg-trust-add-key = Public key (.pem)
arg-trust-add-agency = Agency that the key signs for, such as vn:27169@2024
arg-trust-add-person = Full name of the person who holds the key
arg-trust-add-title = Title of that person
arg-trust-add-role = What the key may do; may be given several times
arg-trust-add-from = First day on which it is valid, as YYYY-MM-DD
arg-trust-add-until = Last day on which it is valid, as YYYY-MM-DD
arg-trust-add-threshold = How many different persons must sign for the agency; one if absent
arg-trust-add-date = Day that names of units and the state are judged by; today if absent
arg-trust-revoke-file = Draft of the list (trust.toml)
arg-trust-revoke-key = The key: its .pem, or its fingerprint
arg-trust-revoke-ceased = First day on which it is no longer used
arg-trust-revoke-compromised = First day on which another may have had it
arg-trust-revoke-date = Day that the state is judged by; today if absent
arg-trust-list-file = Draft (trust.toml) or signed list (trust.json)
arg-trust-list-root = Root key to compare with: its .pem, or its fingerprint from the paper
arg-trust-list-date = Day that the state of the keys is judged by; today if absent
arg-trust-sign-file = Draft of the list (trust.toml)
arg-trust-sign-key = Private key of the root (.key)
arg-trust-sign-passphrase-file = Read the passphrase of the key from the first line of a file
arg-trust-sign-previous = The list before (trust.json); the number grows from it
arg-trust-sign-next-root = Public key (.pem) that may sign the next list; the same root if absent
arg-trust-sign-date = Day of the list as YYYY-MM-DD; today if absent
arg-trust-sign-out = Signed list to write
arg-witness-bundle = The bundle (folder or ZIP) or set of volumes; it may be damaged
arg-witness-key = Signing key (.key) of the agency that witnesses
arg-witness-passphrase-file = Read the passphrase of the key from the first line of a file
arg-witness-agency = Agency that witnesses, such as vn:79@2025/luu-tru-lich-su
arg-witness-date = Day of the witness as YYYY-MM-DD; today if absent
arg-witness-out = File to write
arg-inventory-scans-dir = Folder of the scans; it is not changed
arg-inventory-scans-criteria = Corrected copy of the criteria; without it those of Circular 05/2025/TT-BNV
arg-inventory-scans-threads = Number of threads
arg-inventory-check-dir = Folder of the inventory (CSV tables); it is not changed
arg-inventory-check-files = Folder of the files, to match them with the rows; it is not changed
arg-inventory-check-profile = Which rules: tt05, nd30, archive, or a file of your own (.toml); tt05 if absent
arg-inventory-check-fix-paths = New folder for the same tables with corrected paths; no file is touched
arg-inventory-totals-dir = Folder of the inventory (CSV tables); it is not changed
arg-inventory-totals-files = Folder of the files, to count them; it is not changed
arg-survey-dir = Folder to look at; it is not changed
arg-survey-out = File of the snapshot; NAME.survey in the current folder if absent
arg-survey-threads = Files digested at once; all cores if absent
arg-survey-readers = Files read at once; 8 or all cores if absent, 1 suits a spinning disk
arg-survey-since = Earlier snapshot of the folder: files that nothing speaks of a change of are not read again
arg-survey-rehash = Read every file all the same, and tell which have other bytes although nothing speaks of a change
arg-pack-transfer = The act (transfer.toml)
arg-pack-files = Folder of the documents to hand over; it is not changed. Given several times, each stands below its own name
arg-pack-inventory = Folder of the inventory (CSV tables), or a spreadsheet
arg-inventory-import-file = Spreadsheet, CSV file, or folder of CSV tables
arg-inventory-import-from-files = There is no list: make a row for each file in this folder
arg-inventory-import-out = Folder of tables to make
arg-inventory-import-fonds = Code of the fonds, for rows that name none
arg-inventory-import-map = Read the columns as this file says (map.toml of an earlier run, corrected)
arg-inventory-export-dir = Folder of the inventory (CSV tables)
arg-inventory-export-form = Form: nd30 is the official list with the tables, tt05 the tables, csv a folder of CSV
arg-inventory-export-out = File .xlsx to make; with csv a folder
arg-inventory-export-superior = Body above the agency, at the head of the list
arg-inventory-export-agency = Name of the agency, at the head of the list
arg-inventory-export-year = Year of the dossiers, after the word "Năm"
arg-inventory-export-place = Place and day, above the signature
arg-inventory-export-compiler = Name and title of whoever made the list
arg-pack-key = Signing key (.key); may be given several times
arg-pack-passphrase-file = Read the passphrase of the key from the first line of a file
arg-pack-out = Bundle to make: one file if the name ends in .zip, else a folder
arg-pack-in-place = Make a bundle of the folder where it is: its data/ stays untouched, lists and seal are written beside it
arg-pack-volume-size = Size of a volume: 4g, 25g, 700m, or none for one file of any size; as FAT32 needs it if absent
arg-pack-also-to = Folder on another disk that takes volumes when the first is full; may be given several times
arg-pack-temp = Folder for temporary files; beside the bundle if absent
arg-pack-portable-names = Pack names that cannot travel under an alias; files.csv keeps the original
arg-pack-exclude = Leave out this kind of file and say so in the act; may be given several times
arg-pack-threads = Files digested at once; all cores if absent
arg-pack-readers = Files read at once; 8 or all cores if absent, 1 suits a spinning disk
arg-verify-bundle = One or more bundles (folder or ZIP) or sets of volumes (.set.json, or the folder that holds it)
arg-verify-trust = The giver's public key (.pem), received by another way than the bundle; or a trust list (.json), with --root
arg-verify-fingerprint = Fingerprint of the key, typed from the signed paper, all 64 digits
arg-verify-root = Root key of the trust list: its .pem, or its fingerprint from the paper
arg-verify-witness = A witness by another agency (.json); may be given several times
arg-verify-date = Day that keys are judged by, as YYYY-MM-DD; today if absent
arg-verify-volumes = A further folder with volumes of the set; may be given several times
arg-verify-full = Check SHA-256 too, not only BLAKE3
arg-verify-strict = Let warnings count as a no
arg-verify-journal = Keep in this file (for a set: in this folder) what is done, and go on from there next time
arg-verify-max-duration = Stop after this time, such as 2h, 30m or 90s; the same command goes on
arg-verify-temp = Folder for temporary files; the system's if absent
arg-verify-threads = Files digested at once; all cores if absent
arg-verify-readers = Files read at once; 8 or all cores if absent, 1 suits a spinning disk
arg-unpack-bundle = The bundle (folder or ZIP) or set of volumes (.set.json)
arg-unpack-to = New folder for the documents
arg-unpack-volumes = A further folder with volumes of the set; may be given several times
arg-unpack-threads = Files digested at once; all cores if absent
arg-unpack-readers = Files read at once; 8 or all cores if absent, 1 suits a spinning disk
arg-show-bundle = The bundle (folder or ZIP) or set of volumes (.set.json)
arg-show-volumes = A further folder with volumes of the set; may be given several times
arg-show-with-titles = Print the titles of transfer and lots too; they may hold personal data
arg-merge-bundle = Bundles (folder or ZIP) or sets of volumes (.set.json) to merge; each is verified in full first
arg-merge-into = The unit, or one of its agencies, whose holdings they become
arg-merge-out = Folder of the holdings; holdings that lie there already are extended
arg-merge-date = Day of the merge; today if absent. A transfer that takes effect later is refused
arg-merge-trust = A giver's public key (.pem), received by another way than the bundle, or a trust list; may be given several times
arg-merge-root = Root key of the trust list: its .pem, or its fingerprint from the paper
arg-merge-witness = A witness by another agency (.json); may be given several times
arg-merge-fingerprint = Fingerprint of a giver's key, typed from the signed paper; may be given several times
arg-merge-volumes = A further folder with volumes of sets; may be given several times
arg-merge-temp = Folder for temporary files; beside the target if absent
arg-merge-threads = Files digested at once; all cores if absent
arg-merge-readers = Files read at once; 8 or all cores if absent, 1 suits a spinning disk
arg-diff-a = First side: folder, snapshot, bundle, set of volumes (.set.json) or holdings
arg-diff-b = Second side: folder, snapshot, bundle, set of volumes (.set.json) or holdings
arg-minutes-bundle = The bundle (folder or ZIP) or set of volumes (.set.json)
arg-minutes-out = Minutes to make: .docx or .html
arg-minutes-form = Form: nd30 are minutes of a handover, archive those of a delivery into a historical archive; by the receiver if absent
arg-minutes-copies = Number of copies, 2 to 20; if absent two for nd30, left blank for archive
arg-minutes-volumes = A further folder with volumes of the set; may be given several times
arg-minutes-superior = Body above the agency, at the head of the minutes
arg-minutes-place = Place and day, at the head of the minutes
arg-minutes-with-titles = Print titles of dossiers in the annexes too; they may hold personal data
arg-diff-threads = Files digested at once; all cores if absent
arg-diff-readers = Files read at once; 8 or all cores if absent, 1 suits a spinning disk
arg-diff-temp = Folder for temporary files; the system's if absent
arg-completions-shell = Which shell
arg-man-out = Write the pages of all commands into this folder

value-command = COMMAND
value-options = OPTION
value-time = TIME
value-lang = LANG
value-when = WHEN
value-name = NAME
value-unit = UNIT
value-size = SIZE
value-profile = PROFILE
value-dir = DIR
value-file = FILE
value-date = DATE
value-stem = STEM
value-key = KEY
value-out = OUT
value-kind = KIND
value-role = ROLE
value-n = N
value-bundle = BUNDLE
value-text = TEXT
value-a = A
value-b = B
value-shell = SHELL

# Example lines.
help-example = Example:
example-unit-find = handover unit find phuong 14 quan 10
example-unit-show = handover unit show vn:27169@2024
example-unit-successors = handover unit successors phuong 14 quan 10
example-unit-predecessors = handover unit predecessors phuong hoa hung
example-unit-history = handover unit history vn:27169@2024
example-plan-routes =
    handover plan routes --province vn:79@2024
        --rules rules.toml --out routes.csv
example-transfer-new =
    handover transfer new --from "phuong 14 quan 10"
        --to "phuong hoa hung" --files D:/archive --out transfer.toml
example-key-new = handover key new --unit vn:27169@2024 --out ubnd-p14
example-key-show = handover key show ubnd-p14.pem
example-trust-add =
    handover trust add trust.toml --key ubnd-p14.pem
        --agency vn:27169@2024 --person "Nguyễn Văn A" --title "Chủ tịch"
        --role seal --from 2025-01-01 --until 2025-06-30
example-trust-revoke =
    handover trust revoke trust.toml --key ubnd-p14.pem --ceased 2025-07-01
example-trust-list = handover trust list trust.json --root tinh.pem
example-trust-sign =
    handover trust sign trust.toml --key tinh.key
        --previous trust-1.json --out trust-2.json
example-witness =
    handover witness E:/p14.zip --key luu-tru.key
        --as vn:79@2025/luu-tru-lich-su --out witness.json
example-inventory-scans = handover inventory scans D:/archive
example-inventory-check =
    handover inventory check D:/tables --files D:/archive
        --fix-paths D:/tables-2
example-inventory-totals = handover inventory totals D:/tables --files D:/archive
example-inventory-import = handover inventory import "list 2001.xlsx" --out D:/tables
example-inventory-export =
    handover inventory export D:/tables --form nd30
        --out "D:/official list.xlsx"
example-survey = handover survey D:/archive
example-pack =
    handover pack --transfer transfer.toml --files D:/archive
        --inventory D:/tables --key ubnd-p14.key --out E:/p14.zip
example-verify = handover verify E:/p14.zip --fingerprint "1c33 5184 … 36a1"
example-unpack = handover unpack E:/p14.zip --to D:/p14
example-show = handover show E:/p14.zip
example-merge =
    handover merge --into "phuong hoa hung" E:/p12.zip E:/p14.zip
        --trust p12.pem --trust p14.pem --out D:/holdings
example-minutes = handover minutes E:/p14.zip --out "D:/bien ban.docx"
example-diff = handover diff E:/p14.zip D:/p14
