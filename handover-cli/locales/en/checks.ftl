# inventory check, inventory totals.
check-done = { $path } was checked against { $profile }: { $rows } rows.
check-matched = Files: { $files } ({ $bytes }); without a row: { $unlisted }; rows without their file: { $missing }; files found for a row: { $fixes }.
check-fixed = Corrected tables are in { $path }: { $rows } rows, of which { $paths } have another path. Read the paths before you use them; the files and the old tables are as they were.

totals-done = What { $path } lists:
totals-containers = Containers
totals-metres = Shelf metres
totals-metres-stated = { $metres } m ({ $stated } of { $containers } containers give theirs)
totals-dossiers = Dossiers
totals-documents = Documents
totals-pages = Pages
totals-files = Files
totals-counted-files = { $files } ({ $bytes }), counted
totals-named-files = { $files }, as rows name them; with --files they are counted
totals-by-retention = Dossiers by retention
totals-by-carrier = Dossiers by carrier
totals-by-arrangement = Dossiers by arrangement
totals-by-work = Dossiers by work
totals-by-depth = Listed no further than
totals-not-stated = not stated
totals-column-fonds = Fonds
totals-column-block = Block
totals-column-year = Year
totals-column-containers = containers
totals-column-metres = metres
totals-column-dossiers = dossiers
totals-column-documents = documents
totals-column-pages = pages
totals-column-files = files
totals-column-bytes = size

retention-01 = permanent
retention-02 = 70 years
retention-03 = 50 years
retention-04 = 30 years
retention-05 = 20 years
retention-06 = 10 years
retention-07 = another term
retention-other-words = in other words
retention-not-stated = not stated

only-containers = containers without dossiers
only-dossiers = dossiers without documents
only-documents = dossiers with documents, without files
only-files = dossiers with documents and files

how-path = by the path
how-tail = by the names of file and folder
how-name = by the rule for file names
how-folder = by the folder and the number

difference-separators = separators
difference-extension-case = case of the extension
difference-case = case
difference-diacritics = diacritics
difference-spaces = spaces and signs
difference-folder = other folders above
