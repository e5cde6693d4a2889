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
