# Words and short sentences of all commands.
word-error = error
word-warning = warning
word-next = next

severity-block = BLOCK
severity-warn = WARN
severity-info = info

group-envelope = envelope
group-seal = seal
group-signer = signer
group-payload = payload
group-completeness = completeness
group-description = description
group-law = law
group-names = names
group-files = files
group-custody = custody

verdict-valid = VALID: COMPLETE, UNCHANGED, FROM THE RIGHT SIGNER
verdict-intact-signer-unknown = INTACT, SIGNER UNKNOWN
verdict-incomplete = INCOMPLETE
verdict-not-valid = NOT VALID

phase-count = Counting files
phase-digest = Reading and digesting
phase-pack = Copying into the bundle
phase-seal = Writing the lists and the seal
phase-sync = Bringing it to the disk
phase-lists = Reading the lists of the bundle
phase-verify = Checking files
phase-unpack = Writing documents out
phase-compare = Comparing
phase-inspect = Looking into files
phase-rows = Reading the tables
phase-tables = Reading and writing tables
phase-merge = Merging inventories

location-whole = as a whole
location-file = { $path }
location-line = { $path }, line { $line }
location-byte = { $path }, after { $offset } bytes
location-zip = the ZIP file, after { $offset } bytes
location-header = table { $table }, header
location-row = table { $table }, row { $row }
location-cell = table { $table }, row { $row }, column { $field }
location-act = the act, member { $field }
location-folder = folder no. { $folder }
location-entry = folder no. { $folder }, entry { $ordinal }

amount = { $files } { $files ->
        [one] file
       *[other] files
    }, { $bytes }
progress-of = { $bytes } / { $total } · { $files } / { $of } files
progress-rate = { $rate }/s
progress-left = { $left } left
duration-seconds = { $small } s
duration-minutes = { $large } min { $small } s
duration-hours = { $large } h { $small } min

counts = Findings: { $block } block, { $warn } warn, { $info } info.
counts-none = No findings.
findings-unshown = … and { $count } more findings that are not printed here; --json prints all.

unit-municipality = centrally run city
unit-province = province
unit-city = city of a province
unit-rural-district = rural district
unit-town = town
unit-urban-district = urban district
unit-commune = commune
unit-township = township
unit-ward = ward
unit-special-zone = special zone

extent-whole = as a whole
extent-part = in part
extent-remainder = the remainder

succession-continues = continues
succession-merged = merged
succession-divided = divided
succession-separated = separated
succession-abolished = abolished
succession-renamed = renamed

term-permanent = permanent
term-fixed = for a term

reason-legal-kind = the legal kind of the change is not known (division, separation, merger, new name)
reason-merger-receiver = who receives fixed-term records at a merger: the text of art. 39 is not known in full
reason-who-continues = several successors: who goes on with the work
reason-district-tasks = the district's tasks went to province and communes: who goes on with the work
reason-chairman-assigns = the provincial chairman assigns the receiver once the paper is arranged
reason-text-cut-off = what follows the extraction: the end of art. 40.2.b is not known
reason-party-archive = Party records have an archive and rules of their own
reason-mass-archive = which archive receives records of the Front and mass organisations
reason-archive-holdings = no text is known on the holdings of a province's historical archive
reason-receiver-closed = the receiver closed too
reason-receiver-unknown = the register does not say who receives
reason-rules-not-in-force = Circular 06/2025 was not in force on that day

agency-ubnd = People's Committee of
agency-hdnd = People's Council of
agency-dang-uy = Party committee of
agency-mttq = Fatherland Front committee of
agency-luu-tru-lich-su = Historical archive of

work-finished = finished work
work-unfinished = unfinished work
work-other-words = in other words
work-not-stated = not stated

arrangement-unarranged = unarranged
arrangement-preliminary = preliminarily arranged
arrangement-arranged = arranged
arrangement-other-words = in other words
arrangement-not-stated = not stated

block-party = Party
block-government = government
block-mass = Fatherland Front and mass organisations

depth-sealed = sealed and counted only
depth-containers = down to containers
depth-dossiers = down to dossiers
depth-documents = down to documents
depth-files = down to files

carrier-paper = paper
carrier-digital = digital
carrier-both = paper and digital
carrier-other-words = in other words
carrier-not-stated = not stated
