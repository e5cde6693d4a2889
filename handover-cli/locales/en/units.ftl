# Administrative units.
units-column-reference = Reference
units-column-name = Full name
units-column-in-force = In force
units-label-reference = Reference
units-label-kind = Kind
units-label-parents = Belongs to
units-label-in-force = In force
units-label-decree = By resolution
units-label-successors = Went into
units-label-predecessors = Came from
units-from-until = from { $from } until { $until }
units-from = from { $from }
units-until = until { $until }
units-always = on days not known
units-column-day = Day
units-column-from = Old unit
units-column-to = New unit
units-column-how = How
units-kind-unknown = legal kind not known
units-inferred = { $what } (inferred)
units-seat = at the same seat
units-lasts = It is in force; nothing took its place.
units-no-successor-known = No table says what became of it.
units-no-predecessor = No table says what it came from.
units-nobody-on = No chain of successions reaches { $day }.
units-ceased =
    It ceased on { $day } with its level; no unit succeeds it.
    Its paper goes to: { $archive } [{ $rule }]
    Its territory lies in:
units-code-of-several = The code { $code } means { $count } units, one in each edition:

units-unknown = no unit has the name or code “{ $query }”
    .remedy = look it up with `handover unit find`; marks may be left out: handover unit find phuong 14 quan 10
units-unknown-near = no unit has the name or code “{ $query }”; the nearest:
    { $candidates }
    .remedy = run again with the right reference, such as vn:27169@2024; `handover unit show` tells more
units-ambiguous = “{ $query }” may be any of { $count } units:
    { $candidates }
    .remedy = run again with the reference of the one you mean, or add the unit above it
units-agency = “{ $slug }” is no short name of an agency
    .remedy = after the / write ubnd, hdnd, dang-uy, mttq, luu-tru-lich-su, or a name of its own in lower case without marks

key-unit-closed = { $unit } closed on { $day }; the key is made all the same, but after that day a living agency must seal on its behalf
key-unit-not-yet = { $unit } is in force from { $day } only; the key is made all the same, but cannot serve a transfer before that day
units-closed = { $unit } closed on { $day }
units-not-yet = { $unit } is in force from { $day } only
