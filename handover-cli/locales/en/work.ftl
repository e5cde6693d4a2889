# Arranging and scanning: state of the work, plan, progress.
work-more = … and { $count } more lines; --figures has all
work-figures = The figures are in { $path }.

level-province = province
level-district = district
level-commune = commune
stage-arranging = arranging
stage-scanning = scanning
pace-done = done
pace-on-time = on time
pace-late = late
pace-silent = silent
pages-not-scanned = pages not scanned
pages-good = pages scanned, good
pages-older = pages of an older standard
pages-convert = pages to convert
pages-rescan = pages to scan again
pages-not-judged = pages in files not looked into

state-done = State of the work, from { $count } { $count ->
        [one] inventory
       *[other] inventories
    }:
state-shelf = { $metres }; dossiers: { $dossiers }, containers not listed further: { $containers }
state-shelf-estimated = { $metres }, of which estimated { $estimated }; dossiers: { $dossiers }, containers not listed further: { $containers }
state-pages-estimated = of all pages, estimated
state-to-scan = pages to scan
state-digital = dossiers without paper
state-column-level = Level
state-column-retention = Retention
state-column-unit = Unit
state-column-inventory = Inventory
state-column-unarranged = unarranged m
state-column-unarranged-dossiers = dossiers
state-column-preliminary = preliminary m
state-column-preliminary-dossiers = dossiers
state-column-arranged = arranged m
state-column-arranged-dossiers = dossiers
state-column-not-stated = not stated m
state-column-not-stated-dossiers = dossiers
state-column-scanned = pages scanned
state-column-estimated = pages estimated

digitise-done = The plan for { $count } { $count ->
        [one] inventory
       *[other] inventories
    } is in { $path }.
digitise-estimated = { $all }, of which estimated { $estimated }
digitise-dossiers = Dossiers
digitise-containers = Containers not listed further
digitise-to-arrange = To arrange
digitise-scanned = pages that need no scanner
digitise-start = Begins
digitise-end = Ends
digitise-pages = { $pages } pages
digitise-column-class = Class
digitise-column-title = What
digitise-column-dossiers = dossiers
digitise-column-containers = containers
digitise-column-metres = m to arrange
digitise-column-pages = pages to scan
digitise-column-arranged-on = arranged on
digitise-column-scanned-on = scanned on
digitise-column-phase = Phase
digitise-column-done-on = done on
digitise-of-class = class { $name }
digitise-of-phase = phase { $name }
digitise-nothing = { $of }, { $stage } by { $due }: nothing to do.
digitise-kept = { $of }, { $stage } by { $due }: kept, done on { $done }.
digitise-late = { $of }, { $stage } by { $due }: LATE by { $days } working { $days ->
        [one] day
       *[other] days
    }, done on { $done }; { $left } left on that day. Now { $now } a day; { $needed } a day would do.
digitise-cannot = { $of }, { $stage } by { $due }: LATE by { $days } working { $days ->
        [one] day
       *[other] days
    }, done on { $done }; { $left } left on that day. More hands do not help: the work cannot begin in time.

track-done = { $path } on { $day }:
track-planned = Planned by now
track-made = Done
track-left = Left
track-unplanned = Of that, came since
track-both = { $metres }; pages: { $pages }
track-rate = On a working day
track-rate-since = { $metres }; pages: { $pages } (since { $day })
track-plan-ends = The plan ends
track-ends = Ends at this rate
track-never = never
track-inventories = Inventories
track-column-day = Day
track-column-planned-metres = planned m
track-column-planned-pages = planned pages
track-column-done-metres = done m
track-column-done-pages = done pages
track-column-left-metres = left m
track-column-left-pages = left pages
track-column-pace = pace
track-column-heard = heard on
