"""Turns a report (text or Markdown, as bytes) into a tree of readable chapters: `reading.read_report`."""
