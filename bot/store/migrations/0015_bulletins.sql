-- What is posted, when and where.

-- A bulletin that coordinators plan: body is JSON of core/bulletins.py, with its local time and its rule;
-- due_at is the moment in UTC that these come to. left_told: the others know that its maker is gone.
CREATE TABLE bulletin (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    due_at TEXT,
    last_at TEXT,
    made_by INTEGER REFERENCES person (id) ON DELETE SET NULL,
    left_told INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX bulletin_due ON bulletin (due_at) WHERE state = 'planned' AND due_at IS NOT NULL;
CREATE INDEX bulletin_live ON bulletin (state, due_at) WHERE state IN ('waiting', 'planned', 'paused');
CREATE INDEX bulletin_made ON bulletin (made_by) WHERE state IN ('waiting', 'planned', 'paused');

-- One time that a bulletin went out, or should have: once for each moment, however often the clock shows it.
CREATE TABLE issue (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    bulletin INTEGER NOT NULL REFERENCES bulletin (id) ON DELETE CASCADE,
    due_at TEXT NOT NULL,
    state TEXT NOT NULL,
    corrections INTEGER NOT NULL DEFAULT 0,
    UNIQUE (bulletin, due_at)
) STRICT;
CREATE INDEX issue_late ON issue (state) WHERE state = 'late';

-- Who comes to a meeting: under the keyed digest of that meeting alone, so that nobody is found by it.
CREATE TABLE meeting_answer (
    finder BLOB PRIMARY KEY,
    bulletin INTEGER NOT NULL REFERENCES bulletin (id) ON DELETE CASCADE,
    answer TEXT NOT NULL,
    need TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_answer_bulletin ON meeting_answer (bulletin);
