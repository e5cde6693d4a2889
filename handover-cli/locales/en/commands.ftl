# Sentences of single commands.
man-written = { $count } manual pages were written to { $path }.

# handover inventory scans
scans-done = { $path } was looked through, against { $standard }.
scans-notice = This is a technical answer, not an acceptance: whether PDF/A is kept, whose the signatures are and whether the pages are readable, it does not say.
scans-total = all
scans-column-sort = sort
scans-column-files = files
scans-column-pages = pages
scans-column-bytes = bytes
scans-steps = to do: { $steps }
sort-meets = meets what can be checked
sort-keep = made under an older standard: keep
sort-convert = convert only
sort-rescan = scan again
sort-not-a-scan = no scan
sort-not-judged = could not be judged
reason-resolution = { $found } dpi instead of { $wanted } ({ $pages } p.)
reason-resolution-assumed = size unknown, held to be A4 ({ $pages } p.)
reason-depth = { $found } bit instead of { $wanted } ({ $pages } p.)
reason-pdf-a = no PDF/A claim
reason-text-layer = no text layer ({ $pages } p.)
reason-signature = no signature
step-unsigned = take the file from before it was signed
step-ocr = recognise text
step-pdf-a = convert to PDF/A
step-sign = sign

# handover merge, and show of holdings
merge-verified = { $bundle }: { $verdict }
merge-no-trust = nobody is trusted: say whose seals count
    .remedy = give each giver's fingerprint from the signed paper with --fingerprint, or its .pem that came by another way with --trust
merge-not-valid = nothing was merged, because not every bundle is valid:
    { $bundles }
    .remedy = run `handover verify` on each of them; ask its giver, or merge the others without it
merge-bundles = { $all } in all; new: { $added }, given again: { $known }
merge-label-ledger = Ledger
merge-entered = { $entered } events entered; of { $known } transfers it had all already
merge-head = Head: { $head }
merge-not-entered = the holdings are merged, and not all events are in the ledger: mend what follows, and run the same command again
merge-keep-bundles = The files stay in their bundles: keep these where bundles.csv says, and keep them unchanged.
holdings-place = Holdings
holdings-custodian = Custodian
holdings-bundles = Bundles
holdings-bundle = { $digest }: { $giver }, from { $day }, { $amount }, { $place }
holdings-tables = Listed
holdings-fonds = Fonds
holdings-fonds-line = { $code } ({ $state }), creator { $creator }, bundle { $bundle }
holdings-closed-on = closed on { $day }
holdings-closed = closed
holdings-open = open
holdings-unknown = not said whether open or closed
holdings-not-signed = Holdings are a finding aid and are not signed; the evidence are the bundles, which were not read now.
