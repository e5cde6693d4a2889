# Sentences of single commands.
command-unavailable = this command is not available in this build
    .remedy = update handover
man-written = { $count } manual pages were written to { $path }.
