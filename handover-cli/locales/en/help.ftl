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
cmd-transfer = Prepare the act of a transfer
cmd-transfer-new = Write an act for the responsible person to complete
cmd-key = Make and show the signing keys of an agency
cmd-key-new = Make a key pair: STEM.key is kept, STEM.pem goes to the receiver
cmd-key-show = Show the key id and the fingerprint, to compare with the signed paper
cmd-inventory = Make the tables of an inventory from lists, and lists from tables
cmd-inventory-import = Make tables from a spreadsheet (.xlsx, .xls, .ods, CSV) or from a folder of files
cmd-inventory-export = Write an inventory as a spreadsheet for printing, or as CSV
cmd-survey = Look at a folder: files, sizes, digests, names that will not travel
cmd-pack = Pack and seal a bundle
cmd-verify = Check bundles: complete, unchanged, from the right signer
cmd-unpack = Take the documents out of a bundle, with original names and times
cmd-show = Show a bundle at a glance: who, to whom, what, how much, signed by whom
cmd-diff = Compare two sides: folders, snapshots or bundles
cmd-completions = Print a script that lets the shell complete commands
cmd-man = Print the manual page

arg-lang = Language of the messages
arg-quiet = Print results and errors only
arg-json = Print results as JSON, one object a line
arg-color = When to use colours
arg-help = Print this help
arg-version = Print the version

arg-unit-find-name = Name or code, such as: phuong 14 quan 10
arg-unit-show-unit = Name, code or identifier such as vn:27169@2024
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
arg-survey-dir = Folder to look at; it is not changed
arg-survey-out = File of the snapshot; NAME.survey in the current folder if absent
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
arg-pack-transfer = The act (transfer.toml)
arg-pack-files = Folder of the documents to hand over; it is not changed
arg-pack-inventory = Folder of the inventory (CSV tables), or a spreadsheet
arg-pack-key = Signing key (.key); may be given several times
arg-pack-passphrase-file = Read the passphrase of the key from the first line of a file
arg-pack-out = Bundle to make: one file if the name ends in .zip, else a folder
arg-pack-portable-names = Pack names that cannot travel under an alias; files.csv keeps the original
arg-pack-exclude = Leave out this kind of file and say so in the act; may be given several times
arg-pack-threads = Number of threads
arg-verify-bundle = One or more bundles (folder or ZIP)
arg-verify-trust = The giver's public key (.pem), received by another way than the bundle
arg-verify-fingerprint = Fingerprint of the key, typed from the signed paper, all 64 digits
arg-verify-full = Check SHA-256 too, not only BLAKE3
arg-verify-strict = Let warnings count as a no
arg-verify-threads = Number of threads
arg-unpack-bundle = The bundle (folder or ZIP)
arg-unpack-to = New folder for the documents
arg-show-bundle = The bundle (folder or ZIP)
arg-show-with-titles = Print the titles of transfer and lots too; they may hold personal data
arg-diff-a = First side: folder, snapshot or bundle
arg-diff-b = Second side: folder, snapshot or bundle
arg-completions-shell = Which shell
arg-man-out = Write the pages of all commands into this folder

value-command = COMMAND
value-options = OPTION
value-lang = LANG
value-when = WHEN
value-name = NAME
value-unit = UNIT
value-dir = DIR
value-file = FILE
value-date = DATE
value-stem = STEM
value-key = KEY
value-out = OUT
value-kind = KIND
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
example-transfer-new =
    handover transfer new --from "phuong 14 quan 10"
        --to "phuong hoa hung" --files D:/archive --out transfer.toml
example-key-new = handover key new --unit vn:27169@2024 --out ubnd-p14
example-key-show = handover key show ubnd-p14.pem
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
example-diff = handover diff E:/p14.zip D:/p14
