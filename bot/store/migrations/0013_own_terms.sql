-- Hard words that coordinators explained in the chat; jargon.yaml stands above them where it has the same word.
CREATE TABLE own_term (
    id TEXT PRIMARY KEY,
    word TEXT NOT NULL UNIQUE,
    meaning TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
