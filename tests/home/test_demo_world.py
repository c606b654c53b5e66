"""What the files of the demo world promise, before anything of it is stored."""

from collections import Counter
from itertools import chain

import pytest

from home.demo.world import rows

PAGES = [
    ("ideas", "idea"), ("threads", "thread"), ("experiences", "experience"), ("events", "event"),
    ("articles", "article"), ("market", "supplier"), ("market", "notice"),
]  # fmt: skip
MONTH, MONTHS = 30, 18
ANNOUNCED = 10  # days ago at least, of an event that is still to come
# Words of the stories in tests/e2e, which search for them and find nothing, or only what they have written themselves.
OF_THE_STORIES = ("gåstol", "trampolin", "hudblikk", "hudskjema", "lommelykt", "hudsjekk", "telefonskjermen")


def of_kind(file, table):
    return [row | {"kind_of_page": table} for row in rows(file, table)]


def pages():
    return list(chain.from_iterable(of_kind(*one) for one in PAGES))


def comments():
    """Return every comment with the page it stands on."""
    inside = [
        one | {"on": f"thread:{thread['slug']}"} for thread in rows("threads", "thread") for one in thread["comment"]
    ]
    return inside + rows("comments", "comment")


def people():
    return {row["email"]: row for row in rows("people", "person")}


def texts(value):
    """Yield every text in a row, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts(one)


@pytest.mark.parametrize(
    ("file", "table", "least"),
    [
        ("ideas", "idea", 40),
        ("threads", "thread", 25),
        ("experiences", "experience", 20),
        ("events", "event", 12),
        ("market", "supplier", 12),
        ("market", "notice", 10),
        ("articles", "article", 15),
    ],
)
def test_there_is_enough_of_each_kind(file, table, least):
    assert len(rows(file, table)) >= least


def test_there_are_enough_comments_and_they_are_not_only_in_threads():
    assert len(comments()) >= 220
    assert {one["on"].split(":")[0] for one in comments()} == {"thread", "idea", "experience", "event"}
    assert min(len(thread["comment"]) for thread in rows("threads", "thread")) >= 5


def test_a_quarter_is_nynorsk():
    nynorsk = Counter(row["kind_of_page"] for row in pages() if row.get("language") == "nn")
    everything = Counter(row["kind_of_page"] for row in pages())
    for kind, count in everything.items():
        assert nynorsk[kind] / count > 0.2, kind
    assert nynorsk.total() / everything.total() >= 0.25
    languages = Counter(people()[one["author"]]["language"] for one in comments())
    assert languages["nn"] / languages.total() >= 0.25


def test_things_happened_in_every_one_of_eighteen_months():
    days = [row["days_ago"] for row in chain(pages(), comments()) if "days_ago" in row]
    months = Counter(day // MONTH for day in days)
    assert all(months[month] >= 3 for month in range(MONTHS)), months
    assert sum(day <= 3 for day in days) >= 10


def test_ideas_stand_in_all_phases_and_events_lie_on_both_sides_of_today():
    phases = Counter(row["phase"] for row in rows("ideas", "idea"))
    assert set(phases) == {row["slug"] for row in rows("taxonomy", "term") if row["kind"] == "phase"}
    assert min(phases.values()) >= 3
    ahead = ["in_days" in row for row in rows("events", "event")]
    assert sum(ahead) >= 5
    assert ahead.count(False) >= 5
    assert {row["type"] for row in rows("market", "notice")} >= {"planned", "qualification", "competition", "award"}


def test_nothing_is_said_twice():
    bodies = Counter(row["body"].strip() for row in chain(pages(), comments()) if row.get("body"))
    assert bodies.most_common(1)[0][1] == 1
    openings = Counter(" ".join(body.split()[:4]) for body in bodies)
    assert openings.most_common(1)[0][1] <= 2, openings.most_common(3)


def test_comments_come_after_what_they_are_about():
    published = {f"{row['kind_of_page']}:{row['slug']}": row.get("days_ago", ANNOUNCED) for row in pages()}
    said = {}
    for comment in sorted(comments(), key=lambda row: -row["days_ago"]):
        before = said.setdefault(comment["on"], set())
        assert comment["key"] not in before, comment["key"]
        assert 1 <= comment["days_ago"] <= published[comment["on"]], comment["key"]
        assert comment.get("reply_to", "") in {"", *before}, comment["key"]
        before.add(comment["key"])


def test_whoever_writes_is_somebody_and_nobody_has_a_real_address():
    assert {row["author"] for row in chain(pages(), comments()) if "author" in row} <= set(people())
    assert all(email.endswith(".example") for email in people())
    organisations = rows("people", "organisation")
    assert {row["organisation"] for row in people().values()} <= {"", *(row["slug"] for row in organisations)}
    assert all(row["orgnr"][0] not in "89" for row in organisations)


def test_the_words_of_the_stories_are_left_to_them():
    everything = " ".join(texts([pages(), comments()])).lower()
    assert [word for word in OF_THE_STORIES if word in everything] == []
