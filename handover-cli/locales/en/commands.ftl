# Sentences of single commands.
man-written = { $count } manual pages were written to { $path }.
