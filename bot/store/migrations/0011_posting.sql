-- Documents; posts that go on in a second message; what was sent changed or taken out again; and a count that
-- moves for whatever goes out to many, not for invitations alone.

-- content is empty where only Telegram has the document, under file_id.
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    content BLOB NOT NULL,
    file_id TEXT
) STRICT;

-- first: the post that this one goes on from; both go out together. more: an album's further messages.
ALTER TABLE delivery ADD COLUMN first INTEGER;
ALTER TABLE delivery ADD COLUMN more TEXT NOT NULL DEFAULT '';

-- What was sent to one chat is to be edited, or taken out again. Goes once that is done.
CREATE TABLE amendment (
    post INTEGER NOT NULL,
    chat INTEGER NOT NULL,
    thread INTEGER NOT NULL,
    what TEXT NOT NULL,
    not_before TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (post, chat, thread),
    FOREIGN KEY (post, chat, thread) REFERENCES delivery (post, chat, thread)
        ON DELETE CASCADE ON UPDATE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX amendment_due ON amendment (not_before);

-- about: how the labels of the posts begin that are counted.
CREATE TABLE progress_about (
    about TEXT PRIMARY KEY,
    chat INTEGER NOT NULL,
    post INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE,
    shown TEXT NOT NULL,
    next_edit_at TEXT NOT NULL,
    stopped INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO progress_about (about, chat, post, shown, next_edit_at, stopped)
SELECT 'invitation ' || survey, chat, post, shown, next_edit_at, stopped FROM progress;
DROP TABLE progress;
ALTER TABLE progress_about RENAME TO progress;
