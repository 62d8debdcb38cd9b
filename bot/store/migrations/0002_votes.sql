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
-- became a supergroup. people: how many are in it, with the bot; NULL until they are counted again.
CREATE TABLE chat_group (
    chat INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    audience TEXT,
    adult TEXT,
    is_member INTEGER NOT NULL,
    may_pin INTEGER NOT NULL DEFAULT 0,
    moved_to INTEGER,
    people INTEGER
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
CREATE INDEX posting_nowhere ON posting (survey) WHERE post IS NULL AND chat <> 0;

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

-- Asking people, and asking again; whether people feel heard; who counts in the room.

-- How much somebody wants to be asked: news, votes, surveys or groups, each with those before it.
ALTER TABLE person ADD COLUMN wants TEXT NOT NULL DEFAULT 'surveys';

-- gentle: nobody waits for it. It goes out at decent hours only, and few come to one person in a week.
ALTER TABLE delivery ADD COLUMN gentle INTEGER NOT NULL DEFAULT 0;
CREATE INDEX delivery_gentle ON delivery (due_at) WHERE gentle = 1;

-- remind_at: when those are reminded who were invited and have not answered; NULL once it is done, or where
-- nobody is. hear_reminded_at: coordinators were told that nothing was reported back; hear_again_at: when they
-- want to be told again. newcomers: how many took part for the first time, NULL where that is kept private.
ALTER TABLE survey ADD COLUMN remind_at TEXT;
ALTER TABLE survey ADD COLUMN hear_reminded_at TEXT;
ALTER TABLE survey ADD COLUMN hear_again_at TEXT;
ALTER TABLE survey ADD COLUMN newcomers INTEGER;
CREATE INDEX survey_remind ON survey (remind_at) WHERE remind_at IS NOT NULL;
CREATE INDEX survey_hear ON survey (hear_by) WHERE heard_at IS NULL;

-- Who was asked by a message of their own. declined: no reminder is wanted. again_at: when one was asked for.
CREATE TABLE invited (
    survey INTEGER NOT NULL REFERENCES survey (id),
    person INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    declined INTEGER NOT NULL DEFAULT 0,
    again_at TEXT,
    PRIMARY KEY (survey, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX invited_person ON invited (person);
CREATE INDEX invited_again ON invited (again_at) WHERE again_at IS NOT NULL;

-- The message of a coordinator in which the count of invitations moves; gone once all are settled.
-- shown: the numbers it shows. stopped: nobody else is invited.
CREATE TABLE progress (
    survey INTEGER PRIMARY KEY REFERENCES survey (id),
    chat INTEGER NOT NULL,
    post INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE,
    shown TEXT NOT NULL,
    next_edit_at TEXT NOT NULL,
    stopped INTEGER NOT NULL DEFAULT 0
) STRICT;

-- How many felt heard after a survey: counts only. Who said something stands apart, without what.
CREATE TABLE feeling (
    survey INTEGER NOT NULL REFERENCES survey (id),
    answer TEXT NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (survey, answer)
) STRICT, WITHOUT ROWID;
CREATE TABLE felt (
    survey INTEGER NOT NULL REFERENCES survey (id),
    person INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (survey, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX felt_person ON felt (person);

-- state: begun, waiting (for a coordinator) or counted. counter: who may mend it, until the survey closes.
ALTER TABLE room_count ADD COLUMN state TEXT NOT NULL DEFAULT 'begun';
ALTER TABLE room_count ADD COLUMN counter INTEGER REFERENCES person (id) ON DELETE SET NULL;
CREATE INDEX room_count_counter ON room_count (counter);
