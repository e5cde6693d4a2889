# The act of transfer.
act-giver = Giver
act-on-behalf-of = On behalf of
act-receiver = Receiver
act-sealed-on = Sealed on
act-effective-on = Custody passes on
act-title = What
act-basis = Legal basis
act-id = Transfer id

transfer-written = The act { $path } was written.
transfer-day-open = open, for the responsible person
transfer-open = { $count } places are left for the responsible person (they begin with ???):
transfer-open-line = line { $line }: { $field }
transfer-next = Open the file in a text editor, fill them in, then run `handover pack`.
transfer-giver-closed = { $unit } closed on { $day } and cannot seal after that day; to seal now, a living agency stands as giver and this one in on_behalf_of
