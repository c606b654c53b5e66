"""The demo world: a site that looks as if it had been in use for a year and a half.

What a demo lacks is made; what is there, or has been changed, is left alone. A thing is known again by

- organisation: its number, slug or name; person: the e-mail address; term: kind and slug
- page and notice: its section and slug, or the redirect from there; supplier: its organisation
- comment: its page, its author and the first words it had (of its oldest revision, where it has been edited)
- membership, second factor, registration: made together with the person or the event, never afterwards

All times are counted back from the day of the first load.
"""
