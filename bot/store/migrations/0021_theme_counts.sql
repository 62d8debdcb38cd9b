-- How many people speak of a theme, as it is given out. Who reads a count each day could see on which day one
-- family spoke, so it is made of whole months, once, and changes only by as many as are not recognised.

-- people: none while they are few. until: the first day of the last month that is in it. looked: that of the
-- last month of which it was seen whether the count changes.
CREATE TABLE theme_count (
    theme INTEGER PRIMARY KEY REFERENCES feedback_theme (id) ON DELETE CASCADE,
    people INTEGER,
    until TEXT NOT NULL,
    looked TEXT NOT NULL
) STRICT;

-- title: of a theme, as it was called when it was released: themes go when nothing is under them. Otherwise
-- empty, for the survey has its own.
ALTER TABLE release ADD COLUMN title TEXT NOT NULL DEFAULT '';
