-- A vote that was posted again: the message further up shows old counts and still has buttons.

-- Goes once the message says so. It is that of `post`, which may not have been sent yet.
CREATE TABLE old_copy (
    post INTEGER PRIMARY KEY REFERENCES post (id) ON DELETE CASCADE,
    survey INTEGER NOT NULL REFERENCES survey (id)
) STRICT;
