-- What people tell the forum, what becomes of it, and what they allow.

-- A way to say the same thing with few words: what coordinators put pieces of feedback together under.
CREATE TABLE feedback_theme (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE
) STRICT;

-- One piece of feedback. The number is random, so that neither it nor the order of the rows tells how many
-- there are, or which came first; and there are days only. finder and sealed stand for its writer: without
-- the key that lies beside the keys of surveys nobody can tell who it is. Both go when no answer can come any
-- more. messages: the words, one message after the other. typed_in: while it is being written, the numbers
-- of these messages in the chat, so that they can be hidden. answer_by: by when an answer was promised, while
-- one is due. reminded: the coordinators were, once. over_on: since when it is done, or cannot be.
-- changed_on: the last day on which anything happened. detail: to whom it was passed on, or why it cannot be
-- done. same_as: a piece that says the same. is_repeat: its writer, who is not known any more, is counted in
-- another piece of the theme. handler: the coordinator who looks after it. quote: the part of it that may be
-- quoted, masked, as a coordinator chose it. has_news: something changed that its writer has not looked at.
CREATE TABLE feedback (
    number INTEGER PRIMARY KEY,
    finder BLOB,
    sealed BLOB,
    state TEXT NOT NULL,
    kind TEXT NOT NULL,
    topic TEXT,
    messages TEXT NOT NULL,
    typed_in TEXT NOT NULL DEFAULT '[]',
    wants_answer INTEGER NOT NULL,
    may_share INTEGER NOT NULL,
    may_quote INTEGER NOT NULL,
    is_family INTEGER NOT NULL,
    language TEXT NOT NULL,
    about TEXT NOT NULL,
    day TEXT NOT NULL,
    answer_by TEXT,
    reminded INTEGER NOT NULL DEFAULT 0,
    over_on TEXT,
    changed_on TEXT NOT NULL,
    detail TEXT NOT NULL DEFAULT '',
    theme INTEGER REFERENCES feedback_theme (id) ON DELETE SET NULL,
    same_as INTEGER REFERENCES feedback (number) ON DELETE SET NULL,
    is_repeat INTEGER NOT NULL DEFAULT 0,
    handler INTEGER REFERENCES person (id) ON DELETE SET NULL,
    quote TEXT NOT NULL DEFAULT '',
    has_news INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX feedback_writing ON feedback (finder) WHERE state = 'writing';
CREATE INDEX feedback_finder ON feedback (finder) WHERE finder IS NOT NULL;
CREATE INDEX feedback_state ON feedback (state, day);
CREATE INDEX feedback_due ON feedback (answer_by) WHERE answer_by IS NOT NULL;
CREATE INDEX feedback_same ON feedback (same_as) WHERE same_as IS NOT NULL;
CREATE INDEX feedback_of_theme ON feedback (theme) WHERE theme IS NOT NULL;
CREATE INDEX feedback_handler ON feedback (handler) WHERE handler IS NOT NULL;

-- Answers of the forum, and what the writer wrote back, one after the other.
CREATE TABLE feedback_reply (
    feedback INTEGER NOT NULL REFERENCES feedback (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    is_ours INTEGER NOT NULL,
    text TEXT NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (feedback, position)
) STRICT, WITHOUT ROWID;

-- Exactly these words, to somebody outside the forum. state: asked (of the writer), yes, no, or passed.
CREATE TABLE feedback_passing (
    id INTEGER PRIMARY KEY,
    feedback INTEGER NOT NULL REFERENCES feedback (number) ON DELETE CASCADE,
    body TEXT NOT NULL,
    words TEXT NOT NULL,
    state TEXT NOT NULL,
    day TEXT NOT NULL
) STRICT;
CREATE INDEX feedback_passing_of ON feedback_passing (feedback);

-- What a coordinator has typed and not sent yet: an answer, or words to pass on.
CREATE TABLE feedback_note (
    feedback INTEGER NOT NULL REFERENCES feedback (number) ON DELETE CASCADE,
    coordinator INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    use TEXT NOT NULL,
    text TEXT NOT NULL,
    body TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (feedback, coordinator, use)
) STRICT, WITHOUT ROWID;
CREATE INDEX feedback_note_of ON feedback_note (coordinator);

-- What a coordinator is called by the others.
CREATE TABLE colleague (
    person INTEGER PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    name TEXT NOT NULL
) STRICT;
