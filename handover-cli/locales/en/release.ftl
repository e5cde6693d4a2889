# handover release.
release-confirmed = confirmed by the receiver
release-held = HELD: under an exception, stays where it was
release-unconfirmed = NOT CONFIRMED: no second copy that anybody answers for
release-accepted-on = Taken over on
release-dossiers = Dossiers
release-files = Files
release-share = { $confirmed } confirmed, { $held } held, { $unconfirmed } not confirmed
release-held-by = Exceptions stay with
release-law = This says what the receiver has confirmed, and no more. Whether a copy may be deleted is a decision under the law (value, consent, council, minutes), and this is none.
release-no-list = { $path } is no trust list: a key alone does not say that it is the receiver's
    .remedy = give --trust the signed trust list of the province, and --root its root
