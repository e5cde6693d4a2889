# Plans.
plan-decide = TO DECIDE: { $reason }
plan-decide-among = TO DECIDE: { $reason }; perhaps { $candidates }
plan-all-work = finished and unfinished work
plan-from = from { $giver }: { $what }
plan-due = , by { $day } at the latest
plan-summary = { $unit }: { $routes } transfers; { $rule } by rule, { $province } by the province's decision, { $decide } to decide.
plan-continuing = Units that live on, so that nothing moves: { $count } (same code and name, or the table says so).
plan-written = The table is in { $path }.
plan-rules-unused = { $path }: rules that met no transfer begin at these lines: { $lines }

refused-plan-unit-unknown = there is no unit { $unit } in the register
    .remedy = look it up with `handover unit find`
refused-plan-no-province = { $unit } is no province
    .remedy = give a province, or plan for one unit with --unit
refused-plan-not-closing = { $unit } does not close; these went into it:
    { $origins }
    .remedy = plan for one of those that closed
refused-plan-other-province = the rules are those of { $unit }, and nothing in this plan lies there
    .remedy = take the rules of the right province, or leave out --rules
refused-plan-other-country = the rules of transfer are Vietnamese law, and this register is of another country
    .remedy = use a register of Vietnam
demanded-done = done
demanded-open = open
demanded-late = LATE
demanded-disputed = DISPUTED
demanded-undecided = receiver not decided
demanded-receipts = Receipts counted
demanded-routes = routes: { $routes }
demanded-due = due by { $day }
demanded-accepted = taken over on { $day }
demanded-refused = refused: { $count }
demanded-excepted = with exceptions: { $count }
demanded-contradicting = receipts contradict each other
demanded-not-judged = No trust list was given: that the receipts are the receivers' own is not confirmed (--trust with --root).
