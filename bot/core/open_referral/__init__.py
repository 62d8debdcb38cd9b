"""Open Referral UK, the councils' standard for directories of services: from a feed to our entries.

HSDS-UK 3.0, and the feeds of version 1 before it. Nothing in a feed is relied on but the id and the name.
"""
