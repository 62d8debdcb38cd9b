-- Nothing is kept for longer than the forum says.

-- Oldest entries of the audit log give way to a checkpoint: an entry with the number (about) and the hash
-- (reason) of the last of them. Only what such an entry covers may go.
DROP TRIGGER audit_is_kept;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
WHEN NOT EXISTS (
    SELECT 1 FROM audit AS checkpoint JOIN audit AS last ON last.number = CAST(checkpoint.about AS INTEGER)
    WHERE checkpoint.what = 'checkpoint' AND checkpoint.reason = last.hash
        AND OLD.number <= last.number AND last.number < checkpoint.number
)
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only added to');
END;
CREATE INDEX audit_checkpoint ON audit (number) WHERE what = 'checkpoint';

-- seen: the month in which somebody last did something here, such as 2026-11; NULL: not noted yet.
ALTER TABLE person ADD COLUMN seen TEXT;
CREATE INDEX person_seen ON person (seen);

-- When what people wrote, and then all their answers, were deleted.
ALTER TABLE survey ADD COLUMN texts_gone_at TEXT;
ALTER TABLE survey ADD COLUMN responses_gone_at TEXT;

-- The forum was told on told_at of all that is deleted before until, by these periods. to_compact: something
-- was deleted, and may still be read in the file.
CREATE TABLE deletion_notice (
    told_at TEXT PRIMARY KEY,
    until TEXT NOT NULL,
    periods TEXT NOT NULL,
    to_compact INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
