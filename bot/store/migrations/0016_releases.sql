-- What the forum released to officers: of what, how much of it, and how often it was pulled.

-- about: the number of a survey or vote; 0: there is one of its kind only, such as the record.
-- audit_hash: the newest of the audit log when it was released, so that a log written anew is found out.
-- A row stays when it is withdrawn: members see what was released, and when.
CREATE TABLE release (
    id INTEGER PRIMARY KEY,
    what TEXT NOT NULL,
    about INTEGER NOT NULL,
    responses INTEGER NOT NULL,
    texts INTEGER NOT NULL,
    released_at TEXT NOT NULL,
    withdrawn_at TEXT,
    pulls INTEGER NOT NULL DEFAULT 0,
    audit_hash TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX one_release_in_force ON release (what, about) WHERE withdrawn_at IS NULL;
