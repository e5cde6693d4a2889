# Survey, pack, verify, show.
