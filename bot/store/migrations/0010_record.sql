-- The record: what was asked, what people said, what came of it, step by step.

-- One thing on the record. The id is random. survey, theme: where it was said; neither: at a meeting.
-- again_on: by when it is looked at again; reminded_on: the day for which coordinators were reminded.
CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    survey INTEGER REFERENCES survey (id),
    theme INTEGER,
    asked TEXT NOT NULL,
    said TEXT NOT NULL,
    responsible TEXT NOT NULL,
    evidence TEXT NOT NULL,
    link TEXT NOT NULL,
    again_on TEXT,
    reminded_on TEXT,
    level TEXT NOT NULL,
    topic TEXT,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX entry_survey ON entry (survey) WHERE survey IS NOT NULL;
CREATE INDEX entry_again ON entry (again_on) WHERE again_on IS NOT NULL;

-- What came of it, one step after the other: never changed, never taken out. actor: a random number for the
-- coordinator.
CREATE TABLE entry_step (
    entry INTEGER NOT NULL REFERENCES entry (id),
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    text TEXT NOT NULL,
    at TEXT NOT NULL,
    actor INTEGER NOT NULL,
    PRIMARY KEY (entry, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_step_at ON entry_step (at);
CREATE TRIGGER entry_step_stays BEFORE UPDATE ON entry_step
BEGIN
    SELECT raise(ABORT, 'a step of the record stays as it is');
END;
CREATE TRIGGER entry_step_is_kept BEFORE DELETE ON entry_step
BEGIN
    SELECT raise(ABORT, 'a step of the record is kept');
END;

-- To whom it matters too.
CREATE TABLE entry_matter (
    entry INTEGER NOT NULL REFERENCES entry (id),
    person INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (entry, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_matter_person ON entry_matter (person);

-- Whether it made a difference. finder is HMAC(key of the entry, person) while it is asked, so that an answer
-- can be changed; then only the counts are left.
CREATE TABLE difference (
    finder BLOB PRIMARY KEY,
    entry INTEGER NOT NULL REFERENCES entry (id),
    answer TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX difference_entry ON difference (entry);
CREATE TABLE difference_count (
    entry INTEGER NOT NULL REFERENCES entry (id),
    answer TEXT NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (entry, answer)
) STRICT, WITHOUT ROWID;
