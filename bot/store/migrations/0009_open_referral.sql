-- Entries of the directory that came from feeds of Open Referral UK.

-- source: the feed; service: the entry's id there. entry: as the feed had it last, in our form (JSON); what
-- coordinators changed of it stands in entry_change. gone_on: since then the feed has it no more, and nobody is
-- shown it.
CREATE TABLE imported_entry (
    organisation TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    service TEXT NOT NULL,
    entry TEXT NOT NULL,
    imported_on TEXT NOT NULL,
    gone_on TEXT,
    UNIQUE (source, service)
) STRICT, WITHOUT ROWID;
