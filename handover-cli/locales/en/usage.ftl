# The command line was not understood.
usage-help = see `handover --help` or `handover <command> --help`
usage-suggestion = did you mean: { $suggestion }?
usage-value-missing = '{ $arg }' needs a value
usage-value-one-of = '{ $value }' does not fit '{ $arg }'; it takes: { $valid }
usage-value-invalid = '{ $value }' does not fit '{ $arg }'
usage-value-date = '{ $value }' does not fit '{ $arg }': a day is written as YYYY-MM-DD, such as 2025-06-30
usage-value-duration = '{ $value }' does not fit '{ $arg }': a duration is written as 2h, 30m or 90s
usage-value-count = '{ $arg }' has the wrong number of values
usage-unknown-argument = there is no argument '{ $arg }'
usage-unknown-command = there is no command '{ $command }', and no file of that name
usage-argument-twice = '{ $arg }' can be given only once
usage-argument-conflict = '{ $arg }' and '{ $prior }' cannot be used together
usage-argument-required = missing: { $arg }
usage-command-required = the name of a command is missing
usage-not-utf8 = an argument is not Unicode text (UTF-8)
usage-other = the command line was not understood
