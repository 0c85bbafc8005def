"""Writing: the one room that makes, replaces, moves and removes files and folders.

Every command puts its files in place through here, so that what may be replaced, what
is refused and what a full disk leaves behind is decided once.
"""
