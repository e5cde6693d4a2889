# Minutes of a handover.
minutes-done = Minutes drawn up: { $path }
minutes-form-label = Form
minutes-form-nd30 = minutes of a handover (Decree 30/2020/NĐ-CP, Annex V)
minutes-form-archive = minutes of a delivery into a historical archive
minutes-digest = Digest as printed
minutes-next = What is in the bundle was not checked: the receiver runs handover verify before signing. Fill in what is blank, print it, and let both sides compare the fingerprint, sign and stamp.
minutes-next-receipt = The paper says what the receipt says; what the receipt does not say is left blank. Fill it in, print it, and let both sides compare the figures and the fingerprint, sign and stamp.
minutes-next-refused = The paper says that the bundle was refused, and why. Fill in what is blank, print it, and let both sides sign and stamp; custody stays where it was.
minutes-trust-of-receipt = --trust, --fingerprint and --date are for minutes of a receipt: those of a bundle are what proves the giver's key
    .remedy = leave them out, and check the bundle with handover verify
minutes-lists-of-receipt = --with-titles and --volumes are for minutes of a bundle or set: a receipt holds no titles and no volumes
    .remedy = leave them out
minutes-ending = minutes end in .docx or .html: { $path }
    .remedy = give --out another name
