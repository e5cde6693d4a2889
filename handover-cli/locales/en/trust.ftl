# Trust lists and witnesses.
trust-added = The key was added to { $path }.
trust-revoked = The key was revoked in { $path }.
trust-unsigned = Nobody sees this before the list is signed: `handover trust sign`.
trust-signed = Give out the list by any way; its root's fingerprint by another one, on paper: only both together say whose key is whose.
trust-compare-root = The root was not compared: give --root with the fingerprint that stands on the paper of the province.
trust-no-such-key = { $path } has no key { $key }
    .remedy = `handover trust list` shows which keys it has
trust-draft = draft, not signed
trust-number = no. { $counter } of { $day }
trust-person = { $person }, { $title }
trust-days = from { $from } to { $until }, both days included
trust-state = { $state } (on { $day })
trust-threshold = { $n } { $n ->
        [one] person
       *[other] persons
    } must sign for: { $agency }
trust-judged-on = judged on { $day }
trust-root-known = the root is the one that you gave
trust-root-other = the root is NOT the one that you gave
trust-root-unknown = the root is not confirmed
trust-root-not-compared = the root was not compared
trust-label-file = File
trust-label-list = Trust list
trust-label-digest = Digest of the list
trust-label-root = Root key
trust-label-next-root = Root of the next list
trust-label-threshold = Threshold
trust-label-agency = Agency
trust-label-person = Person
trust-label-roles = May
trust-label-days = Valid
trust-label-ceased = No longer used since
trust-label-compromised = In other hands since
trust-label-state = State

role-seal = seal bundles
role-receive = sign receipts
role-witness = witness
role-ledger = sign in the custody ledger

standing-valid = valid
standing-not-in-time = not in time
standing-ceased = given up
standing-compromised = COMPROMISED

verify-sealed-by = Sealed by
trust-sign-list-there = { $path } is list no. { $counter } of this root, and the new one would begin again at 1
    .remedy = name the newest list with --previous; to begin anew on purpose, write into another folder
verify-no-list = { $path } is a key and no trust list
    .remedy = leave out --root and --witness, or give --trust a signed trust list
verify-is-list = { $path } is a trust list
    .remedy = see it with `handover trust list`, and use it with --trust and --root
verify-is-other = { $path } is a signed { $kind }, which is not verified here
    .remedy = check whether it is the right file; a newer handover may know it
seal-counted = the signature holds and counts: by the trust list it is the giver's
seal-not-counted = the signature holds and does not count

witness-made = It was witnessed in { $path }.
witness-means = This says only that the bundle with this digest existed on that day. It does not say that the bundle is complete, unchanged or rightly sealed, and nobody has taken it over by this.
witness-label-file = Witness
witness-label-digest = Digest
witness-label-day = Day
witness-label-agency = Agency

signing-trust-members = { $path } is not written as a trust list is, or holds a key that is none or weak
    .remedy = ask the root for the original file, do not mend it by hand
signing-trust-bad-signature = the root that { $path } names has not signed it
    .remedy = do not use it: it was changed or damaged; ask the root for the original file
signing-trust-counter = { $path } has no number
    .remedy = ask the root for the original file
signing-trust-empty = { $path } binds no key
    .remedy = add one with `handover trust add`
signing-trust-key-twice = key { $key } stands twice in { $path }
    .remedy = leave one line for each key
signing-trust-two-agencies = key { $key } is bound to two agencies in { $path }
    .remedy = a key belongs to one agency: leave the right line, and make another key for the other
signing-trust-days = key { $key } ends before it begins in { $path }
    .remedy = put its two days right
signing-trust-person = key { $key } lacks a person or a title that can be shown in { $path }
    .remedy = write full name and title in one line each
signing-trust-roles = key { $key } has no role, or one role twice, in { $path }
    .remedy = write each of its roles once: seal, receive, witness, ledger
signing-trust-threshold = the threshold of { $agency } cannot be used in { $path }: it is zero, stands twice, is another one already, or there are not as many different persons
    .remedy = put it right in the draft by hand; each person counts once, however many keys
signing-trust-root = the list before does not let the root { $key } sign the next one
    .remedy = sign with the root of the list before, or with one that it names for the next
signing-trust-counter-back = the number of the list cannot grow any further
    .remedy = begin anew with another root
signing-trust-day-back = the list would be of an earlier day than the one before
    .remedy = give the right day with --date
signing-witness-members = { $path } is not written as a witness is
    .remedy = ask the agency that signed for the original file, do not mend it by hand
signing-witness-bad-signature = the key that { $path } names has not signed it
    .remedy = do not use it: it was changed or damaged; ask the agency that signed for the original file
