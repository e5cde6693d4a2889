# Errors of the program: the sentence says what is wrong, .remedy what to do next.
error-read = cannot read { $path }
    .remedy = check the path and the right to read it, then run again; nothing was changed
error-write = cannot write { $path }
    .remedy = check the target folder and the right to write there, then run again; nothing unfinished bears a final name
error-disk-full = the disk that holds { $path } is full
    .placed = the disk that holds { $path } has too little room, { $needed } are needed
    .remedy = make room or choose another disk, then run again
error-target-exists = { $path } exists already, and nothing is ever overwritten
    .remedy = choose another name, or move { $path } away yourself if you are sure that nobody needs it
error-target-inside = { $path } lies inside the folder that is being read, which must stay untouched
    .remedy = choose a target outside the source folder
error-busy = another run is writing { $path }
    .remedy = wait until the other run is done, or choose another name
error-changed = { $path } changed while it was being read
    .remedy = close the programs that use the source folder, then start again
error-malformed = { $path }: { $problem }
    .placed = { $path }, line { $line }: { $problem }
    .remedy = mend the file at that place, then run again
error-limit = { $path } goes beyond a limit: { $what }, at most { $limit }
    .remedy = the file may be damaged or made to do harm; ask its sender before you use it
error-sign = the key did not sign
    .remedy = check the token or the key file, then run again; no bundle was made
error-wrong-kind = { $path } is no { $wanted }
    .remedy = check the path: this command wants a { $wanted }
error-refused = refused: findings of severity BLOCK stand against it ({ $count })
    .remedy = deal with each finding named above, then run again
error-interrupted = stopped as asked
    .remedy = run again when you like; nothing that looks finished was left behind

output-failed = the results cannot be written: { $cause }
    .remedy = check where the results go (file, disk, printer), then run again

io-not-found = no such file or folder
io-permission-denied = no permission
io-already-exists = it exists already
io-not-a-folder = it is no folder
io-is-a-folder = it is a folder, not a file
io-disk-full = the disk is full
io-quota = the quota is used up
io-read-only = the disk can only be read
io-file-too-large = the file is too large for this disk
io-unexpected-end = the file ends too early
io-not-text = the content is not Unicode text (UTF-8)
io-timed-out = it took too long

limit-folder-depth = depth of folders
limit-folder-entries = entries in one folder
limit-bytes = bytes of the file

wanted-bundle = bundle
wanted-snapshot = snapshot
wanted-folder = folder
wanted-file = file
wanted-act = act of transfer
wanted-inventory = inventory folder

malformed-act-syntax = the act does not follow its syntax
