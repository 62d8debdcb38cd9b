-- Download pages of releases, for officers without Telegram: one of each release at most.

-- link, code, session: digests only; the code's is made with the link, so that whoever has this file alone cannot
-- try codes. wrong: how often a wrong code was tried. session: of the browser that the page was opened in.
CREATE TABLE release_page (
    link BLOB PRIMARY KEY,
    release INTEGER NOT NULL UNIQUE REFERENCES release (id),
    code BLOB NOT NULL,
    made_at TEXT NOT NULL,
    wrong INTEGER NOT NULL DEFAULT 0,
    session BLOB
) STRICT, WITHOUT ROWID;
