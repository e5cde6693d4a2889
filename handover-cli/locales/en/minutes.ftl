# Minutes of a handover.
minutes-done = Minutes drawn up: { $path }
minutes-form-label = Form
minutes-form-nd30 = minutes of a handover (Decree 30/2020/NĐ-CP, Annex V)
minutes-form-archive = minutes of a delivery into a historical archive
minutes-digest = Digest as printed
minutes-next = What is in the bundle was not checked: the receiver runs handover verify before signing. Fill in what is blank, print it, and let both sides compare the fingerprint, sign and stamp.
minutes-ending = minutes end in .docx or .html: { $path }
    .remedy = give --out another name
