"""What people tell the forum: their words, what they allow, and what becomes of it."""
