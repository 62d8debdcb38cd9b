"""Where to turn: the directory, who an entry is for, and the search that understands how people write."""
