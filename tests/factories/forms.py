"""What a browser posts from our forms."""

from uuid import uuid4


def idea_form(idea=None, **fields):
    form = {
        "form_key": uuid4(),
        "kind": "need",
        "title": "Registrere målinger",
        "summary": "Målinger skrives av for hånd.",
        "language": "nb",
        "audience": "open",
        "publish": "1",
    }
    if idea is not None:
        form["seen_revision"] = idea.latest_revision_id
    return {**form, **fields}


def comment_form(**fields):
    return {"form_key": uuid4(), "body": "Vi har prøvd dette.", **fields}
