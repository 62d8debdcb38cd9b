-- Alerts: somebody typed words of harm, and the safeguarding lead hears of it.

-- finder and sealed stand for who typed them: without the key that lies beside the keys of surveys nobody can
-- tell who it is; NULL: not known, or not kept any more. state: asked (shall we tell the lead?), open or dealt.
-- waits_since: from when on something in it is unread. round: rises with what is new to read; told, told_at and
-- person_told begin anew with it. told: 1 the lead, 2 the deputies, 3 the coordinators. person_told: that
-- nobody has read it. taken_by: the lead who read it last. about_forum: the lead may not read it; chosen: the
-- deputy who may. forgotten: the person asked for it; all goes once it is dealt with.
CREATE TABLE alert (
    id INTEGER PRIMARY KEY,
    finder BLOB,
    sealed BLOB,
    level TEXT NOT NULL,
    state TEXT NOT NULL,
    at TEXT NOT NULL,
    waits_since TEXT,
    round INTEGER NOT NULL DEFAULT 1,
    told INTEGER NOT NULL DEFAULT 0,
    told_at TEXT,
    person_told INTEGER NOT NULL DEFAULT 0,
    taken_by INTEGER,
    about_forum INTEGER NOT NULL DEFAULT 0,
    chosen INTEGER,
    forgotten INTEGER NOT NULL DEFAULT 0,
    dealt_at TEXT
) STRICT;
CREATE INDEX alert_finder ON alert (finder) WHERE finder IS NOT NULL;
CREATE INDEX alert_undealt ON alert (at) WHERE state <> 'dealt';
CREATE INDEX alert_dealt ON alert (dealt_at) WHERE state = 'dealt';

-- The words, and what the lead and the person wrote to each other since, sealed with the same key. source:
-- where they were typed, such as "survey:3"; neither a response nor a text of a survey is named.
CREATE TABLE alert_words (
    alert INTEGER NOT NULL REFERENCES alert (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    sender TEXT NOT NULL,
    at TEXT NOT NULL,
    words BLOB NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (alert, number)
) STRICT, WITHOUT ROWID;

-- What a lead did about it. note: sealed too. actor: the random number that stands for them.
CREATE TABLE alert_deed (
    alert INTEGER NOT NULL REFERENCES alert (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    what TEXT NOT NULL,
    at TEXT NOT NULL,
    note BLOB NOT NULL,
    actor INTEGER NOT NULL,
    PRIMARY KEY (alert, number)
) STRICT, WITHOUT ROWID;

-- To whom the card of urgent help must still be shown. Goes once it was.
CREATE TABLE card_owed (
    telegram INTEGER PRIMARY KEY,
    at TEXT NOT NULL
) STRICT;

-- Each lead, once a week: do alerts reach you? waits_since: when they were asked first, while they have not
-- answered. asked_at: the last time.
CREATE TABLE lead_check (
    telegram INTEGER PRIMARY KEY,
    waits_since TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    answered_at TEXT
) STRICT;

-- held: words of an alert that is not dealt with; nobody reads them meanwhile.
ALTER TABLE written ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
CREATE INDEX written_held ON written (id) WHERE held = 1;
