"""Bulk for measuring: made-up ideas, threads, experiences and comments, up to 200,000 of them, stored as true data.

What the actions of members write one page at a time is written here a thousand things at a time: pages in their place
in the tree, revisions, states, comments, search changes. Left out are

- the entries of audit and event log: one audit entry for each thousand says where they came from
- the indexes of Wagtail's own admin: `update_index` and `rebuild_references_index` make those
"""
