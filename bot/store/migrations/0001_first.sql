-- The first tables. What each could reveal about one family stands in ARCHITECTURE.md.

-- In a backup: when it was made. Empty in the database in use.
CREATE TABLE backup (
    made_at TEXT NOT NULL
) STRICT;

-- Somebody who agreed to the notice. The id is random, so that it tells neither order nor time.
-- reachable: Telegram lets us write to them. quiet: they asked for no messages by themselves.
CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    telegram INTEGER NOT NULL UNIQUE,
    audience TEXT NOT NULL,
    age TEXT,
    area TEXT,
    theme TEXT,
    reading TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT 'en',
    asked_about INTEGER NOT NULL DEFAULT 0,
    agreed_version INTEGER NOT NULL,
    agreed_at TEXT NOT NULL,
    reachable INTEGER NOT NULL DEFAULT 1,
    quiet INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Roles that were given in the chat; those of the settings are not repeated here.
CREATE TABLE role (
    telegram INTEGER NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (telegram, role)
) STRICT, WITHOUT ROWID;

-- A link that gives a role to the first who opens it. Only a digest of it is kept.
CREATE TABLE invitation (
    digest BLOB PRIMARY KEY,
    role TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Where a person's conversation is: which survey typed words belong to, and the message with the live buttons.
CREATE TABLE conversation (
    person INTEGER PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    survey INTEGER REFERENCES survey (id),
    screen INTEGER
) STRICT;

-- One asking of a survey file. closed_at: nothing counts after it. answered, asked: how many responses it
-- had then, of how many people. told_at: the results went out. shared_at: all members may see them.
-- reminded_at: those who began and did not send were told.
CREATE TABLE survey (
    id INTEGER PRIMARY KEY,
    file TEXT NOT NULL,
    audience TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    closes_at TEXT NOT NULL,
    closed_at TEXT,
    reminded_at TEXT,
    answered INTEGER,
    asked INTEGER,
    told_at TEXT,
    shared_at TEXT
) STRICT;
CREATE INDEX survey_open ON survey (closes_at) WHERE closed_at IS NULL;
CREATE INDEX survey_untold ON survey (id) WHERE closed_at IS NOT NULL AND told_at IS NULL;

-- The text of a survey as it was asked, so that a changed file never changes a survey that is out.
CREATE TABLE edition (
    survey INTEGER NOT NULL REFERENCES survey (id),
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (survey, number)
) STRICT, WITHOUT ROWID;

-- Who took part. Knows nothing of the answers.
CREATE TABLE participation (
    survey INTEGER NOT NULL REFERENCES survey (id),
    person INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (survey, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX participation_person ON participation (person);

-- One response, under a random id, in bands only, with no date.
-- finder is HMAC(key of the survey, person) while the survey is open, and gone when it closes.
-- place is the question that the person is at.
CREATE TABLE response (
    id BLOB PRIMARY KEY,
    survey INTEGER NOT NULL REFERENCES survey (id),
    finder BLOB UNIQUE,
    sent INTEGER NOT NULL DEFAULT 0,
    place TEXT NOT NULL,
    audience TEXT,
    age TEXT,
    area TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX response_survey ON response (survey);

CREATE TABLE answer (
    response BLOB NOT NULL REFERENCES response (id) ON DELETE CASCADE,
    question TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (response, question)
) STRICT, WITHOUT ROWID;

-- The tables that may be shown, computed once when the survey closes.
CREATE TABLE result (
    survey INTEGER NOT NULL REFERENCES survey (id),
    question TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (survey, question)
) STRICT, WITHOUT ROWID;

-- What somebody wrote in an answer, already masked, for a coordinator to read one by one. The id is random,
-- so that nothing joins it to a response or to another text. hidden: words that a coordinator masked
-- besides. decision: keep or leave_out; NULL: not read yet. decided_by: a random number for the coordinator.
-- version rises with each change, so that two who read at once do not overwrite each other.
CREATE TABLE written (
    id INTEGER PRIMARY KEY,
    survey INTEGER NOT NULL REFERENCES survey (id),
    question TEXT NOT NULL,
    text TEXT NOT NULL,
    is_quotable INTEGER NOT NULL,
    hidden TEXT NOT NULL DEFAULT '[]',
    decision TEXT,
    decided_by INTEGER,
    version INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX written_survey ON written (survey, id);

-- The random number that stands for somebody in what they decided.
CREATE TABLE actor (
    person INTEGER PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    number INTEGER NOT NULL UNIQUE
) STRICT;

-- file_id: what Telegram calls it once it was sent, so that it is uploaded only once.
CREATE TABLE picture (
    id INTEGER PRIMARY KEY,
    png BLOB NOT NULL,
    file_id TEXT
) STRICT;

-- A finished message: its words, buttons and pictures. The label makes it once, however often a job is begun.
CREATE TABLE post (
    id INTEGER PRIMARY KEY,
    label TEXT NOT NULL UNIQUE,
    urgency INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;

-- A post on its way to one chat: due, sending, then sent, failed or uncertain.
-- not_before: after a failure for now, the time of the next try. due_at keeps its place in the chat.
CREATE TABLE delivery (
    post INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE,
    chat INTEGER NOT NULL,
    thread INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'due',
    urgency INTEGER NOT NULL,
    due_at TEXT NOT NULL,
    not_before TEXT NOT NULL DEFAULT '',
    tries INTEGER NOT NULL DEFAULT 0,
    message INTEGER,
    error TEXT,
    PRIMARY KEY (post, chat, thread)
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_due ON delivery (urgency, due_at, post) WHERE state = 'due';
CREATE INDEX delivery_queue ON delivery (chat, urgency, due_at) WHERE state = 'due';
CREATE INDEX delivery_sending ON delivery (chat) WHERE state = 'sending';
CREATE INDEX delivery_unsettled ON delivery (state) WHERE state IN ('sending', 'uncertain', 'failed');
CREATE INDEX delivery_chat ON delivery (chat);

-- Telegram may hand us an update again: its number stands here, together with its effect, for two days.
CREATE TABLE taken_update (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL
) STRICT;
CREATE INDEX taken_update_day ON taken_update (day);

-- Updates that could not be read, or that ran into a bug: never what they said.
CREATE TABLE set_aside (
    update_id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    error TEXT NOT NULL,
    code TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
