"""Every mail that the site sends, written by the actions that send it, in the demo world; nothing of it is kept."""

from __future__ import annotations
