-- A record of who looked at what and decided what, which nobody can change unseen.

-- Each entry holds the hash of the one before. actor: a random number, of the table `actor`. about: ids of
-- things, never of persons.
CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    what TEXT NOT NULL,
    about TEXT NOT NULL,
    role TEXT NOT NULL,
    actor INTEGER,
    reason TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only added to');
END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only added to');
END;
-- Also INSERT OR REPLACE takes nothing out.
CREATE TRIGGER audit_goes_on BEFORE INSERT ON audit
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit)
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only added to');
END;

-- Who acts need not have joined: so the random number that stands for somebody goes by Telegram's.
CREATE TABLE actor_of_anybody (
    telegram INTEGER PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE
) STRICT;
INSERT INTO actor_of_anybody (telegram, number)
    SELECT person.telegram, actor.number FROM actor JOIN person ON person.id = actor.person;
DROP TABLE actor;
ALTER TABLE actor_of_anybody RENAME TO actor;
