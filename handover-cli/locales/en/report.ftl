# The page of a report.
report-done = Report written: { $path }
report-inventories = Inventories
report-units = Units
report-transfers = Transfers
report-receipts = Receipts
report-results = Results of commands
report-repeats = The page repeats what the commands said; nothing was verified again, and no signer is confirmed by it.
report-nothing = there is nothing to report on
    .remedy = give --plan, --inventory, --routes, --receipts, or files with what commands printed with --json
report-ending = a report ends in .html: { $path }
    .remedy = give --out another name; figures for spreadsheets go to --figures
