-- Comments on the Local Offer are published with what answers them on the record (entry). Of any other text it
-- is null. Their decision may be a proposal that the council leaves them out: one_person, vexatious.
ALTER TABLE written ADD COLUMN entry INTEGER REFERENCES entry (id);
