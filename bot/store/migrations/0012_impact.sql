-- What came of it all in a month, a quarter or a school year, computed once when it is over. period: such as
-- 2026-11/1. feedback: how many pieces there were, kept for the sums of longer times; it is not shown itself.
CREATE TABLE impact (
    period TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    feedback INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
