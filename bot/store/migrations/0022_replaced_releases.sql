-- A release that gave way to a newer one of the same thing was not taken back: whoever comes to it is told which.

ALTER TABLE release ADD COLUMN replaced INTEGER NOT NULL DEFAULT 0;
