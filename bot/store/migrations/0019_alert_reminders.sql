-- What a lead read and did not deal with is brought to mind again: remind_at is when next, NULL while
-- something in it is unread, or once it is dealt with; reminders, how often it was.
ALTER TABLE alert ADD COLUMN remind_at TEXT;
ALTER TABLE alert ADD COLUMN reminders INTEGER NOT NULL DEFAULT 0;
UPDATE alert SET remind_at = at WHERE state = 'open' AND waits_since IS NULL;
