-- Where to turn: what coordinators say of the entries of the directory, and what people look for.

-- What coordinators changed of an entry, laid over what content/ says of it. fields: those they changed, as in
-- a file. checked: when one of them last rang or looked. changed_on: the day of the last change or check; an
-- entry whose file was checked later is shown as its file has it.
CREATE TABLE entry_change (
    organisation TEXT PRIMARY KEY,
    fields TEXT NOT NULL,
    hidden INTEGER NOT NULL,
    checked TEXT,
    changed_on TEXT,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- revision: rises with every change, so that whoever has put the directory together knows that it is old.
CREATE TABLE directory (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    revision INTEGER NOT NULL
) STRICT;
INSERT INTO directory (id, revision) VALUES (1, 1);

-- Somebody said that an entry is wrong. The row goes when a coordinator has dealt with it. Not who said so.
CREATE TABLE wrong_entry (
    organisation TEXT PRIMARY KEY,
    said_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- How often something was looked for in a month: a topic by its id, 'nothing' was found, or what was meant had
-- to be 'asked' back. Never by whom.
CREATE TABLE looked_for (
    month TEXT NOT NULL,
    what TEXT NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (month, what)
) STRICT, WITHOUT ROWID;

-- A hard word that somebody asked about and jargon.yaml does not explain. mark: a keyed hash of it. The word
-- itself stands there only once it was asked about as often as the forum's threshold: before, it might be
-- somebody's name.
CREATE TABLE asked_term (
    mark BLOB PRIMARY KEY,
    times INTEGER NOT NULL,
    last_on TEXT NOT NULL,
    term TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX asked_term_last ON asked_term (last_on);
CREATE INDEX asked_term_shown ON asked_term (times) WHERE term IS NOT NULL;
