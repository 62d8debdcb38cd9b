-- Votes in groups, drafts made in the chat, counts from the room, and by when people hear back.

-- What typed words belong to when it is no survey, such as "newvote:7".
ALTER TABLE conversation ADD COLUMN task TEXT;

-- is_show_of_hands: everybody sees the counts of an open vote. hear_by: by when people hear what came of
-- it. heard_at: something was reported back.
ALTER TABLE survey ADD COLUMN is_vote INTEGER NOT NULL DEFAULT 0;
ALTER TABLE survey ADD COLUMN is_show_of_hands INTEGER NOT NULL DEFAULT 0;
ALTER TABLE survey ADD COLUMN hear_by TEXT;
ALTER TABLE survey ADD COLUMN heard_at TEXT;

-- A group that the bot was added to. audience: who is in it (parent, young, mixed), NULL until a coordinator
-- said so. adult: for young people, the forum's adult who is in the group. moved_to: its number since it
-- became a supergroup.
CREATE TABLE chat_group (
    chat INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    audience TEXT,
    adult TEXT,
    is_member INTEGER NOT NULL,
    may_pin INTEGER NOT NULL DEFAULT 0,
    moved_to INTEGER
) STRICT;

-- A topic of a group, as far as the bot has seen it.
CREATE TABLE topic (
    chat INTEGER NOT NULL,
    thread INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (chat, thread)
) STRICT, WITHOUT ROWID;

-- Where a vote is asked; chat 0: in private, from who has joined. The message is the one of `post`.
-- version rises with what the message should show, shown is the version it shows: its counts are edited
-- in when the two differ, not before next_edit_at.
CREATE TABLE posting (
    survey INTEGER NOT NULL REFERENCES survey (id),
    chat INTEGER NOT NULL,
    thread INTEGER NOT NULL DEFAULT 0,
    post INTEGER REFERENCES post (id) ON DELETE SET NULL,
    version INTEGER NOT NULL DEFAULT 0,
    shown INTEGER NOT NULL DEFAULT 0,
    next_edit_at TEXT,
    PRIMARY KEY (survey, chat, thread)
) STRICT, WITHOUT ROWID;
CREATE INDEX posting_chat ON posting (chat);
CREATE INDEX posting_due ON posting (next_edit_at) WHERE version > shown;

-- Somebody who left a group while a vote runs there: their tap there counts no more. The finder is that of
-- `response`, and goes when the vote closes.
CREATE TABLE left_group (
    survey INTEGER NOT NULL REFERENCES survey (id),
    chat INTEGER NOT NULL,
    finder BLOB NOT NULL,
    PRIMARY KEY (survey, chat, finder)
) STRICT, WITHOUT ROWID;

-- A vote on a page of the Local Offer. approved_on: enough people said that it helps.
CREATE TABLE approval (
    survey INTEGER PRIMARY KEY REFERENCES survey (id),
    title TEXT NOT NULL,
    address TEXT NOT NULL,
    approved_on TEXT
) STRICT;

-- A vote or survey that a coordinator is making. Saved only over the version that was seen. Numbers are
-- never used twice, so that an old button finds no other draft.
CREATE TABLE draft (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    step TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    changed_at TEXT NOT NULL,
    changed_by INTEGER REFERENCES person (id) ON DELETE SET NULL
) STRICT;

-- Hands, cards or papers counted at a meeting, for a survey that is open.
CREATE TABLE room_count (
    id INTEGER PRIMARY KEY,
    survey INTEGER NOT NULL REFERENCES survey (id),
    counted_by TEXT NOT NULL,
    place TEXT NOT NULL,
    day TEXT NOT NULL,
    people INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX room_count_survey ON room_count (survey);
