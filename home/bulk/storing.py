"""Many pages or comments at once, with the rows that publishing them one by one would have left."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat, LPad
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page, Revision

from core import journal
from core.models import BasePage, SearchChange
from threads.models import Comment

MOST_CHILDREN = 10_000  # of one parent
DIGITS = 12  # of each number in the path of a comment
ABOVE = {1: [], 2: ["parent_id"], 3: ["root_id", "parent_id"]}  # what stands before its own number, by depth


class SectionFull(Exception):
    """A section would get more pages than one parent may have."""


def add_pages(section: Page, pages: Sequence[BasePage]) -> None:
    """Store published pages of one type as the last children of `section`, with the terms and rows they hold.

    They bring title, slug, language, owner and `first_published_at`. Raises `SectionFull`. Side effects: revisions,
    an audit entry, search changes; the section's row stays locked until the transaction ends.
    """
    section = Page.objects.select_for_update().get(pk=section.pk)
    if section.numchild + len(pages) > MOST_CHILDREN:
        raise SectionFull(f"«{section.title}» has {section.numchild} pages, and no room for {len(pages)} more.")
    _place(section, pages)
    Page.objects.bulk_create(pages)
    _store_own_table(pages)
    _store_held(pages)
    _store_revisions(pages)
    Page.objects.filter(pk=section.pk).update(numchild=F("numchild") + len(pages))
    journal.audit("pages.made_in_bulk", obj=section, pages=len(pages))
    SearchChange.objects.bulk_create([SearchChange(uid=f"page:{page.pk}") for page in pages])


def add_comments(comments: Sequence[Comment]) -> None:
    """Store comments on stored pages, those that are answered before their answers. Side effects: search changes."""
    for depth, above in ABOVE.items():
        level = [comment for comment in comments if comment.depth == depth]
        Comment.objects.bulk_create(level)
        numbers = [LPad(Cast(name, CharField()), DIGITS, Value("0")) for name in [*above, "pk"]]
        stored = Comment.objects.filter(pk__in=[comment.pk for comment in level])
        stored.update(path=Concat(Value(""), *numbers, output_field=CharField()))
    SearchChange.objects.bulk_create([SearchChange(uid=f"comment:{comment.pk}") for comment in comments])


def _place(section: Page, pages: Sequence[BasePage]) -> None:
    """Give pages what follows from where they stand and from their being published."""
    last = section.get_last_child()
    content_type = ContentType.objects.get_for_model(pages[0])
    for step, page in enumerate(pages, start=last._get_lastpos_in_path() + 1 if last else 1):
        page.depth = section.depth + 1
        page.path = Page._get_path(section.path, page.depth, step)
        page.url_path = f"{section.url_path}{page.slug}/"
        page.content_type, page.locale_id, page.draft_title = content_type, section.locale_id, page.title
        page.last_published_at = page.latest_revision_created_at = page.first_published_at


def _store_own_table(pages: Sequence[BasePage]) -> None:
    """Store what the type adds to a page, as `save` does it: `bulk_create` takes no model that has a parent."""
    for page in pages:
        page.page_ptr_id = page.id
    model = type(pages[0])
    model._base_manager._insert(pages, fields=model._meta.local_concrete_fields, using=model.objects.db)


def _store_held(pages: Sequence[BasePage]) -> None:
    """Store the terms that pages stand under and the rows that belong to them."""
    for field in get_all_child_m2m_relations(type(pages[0])):
        own, other, link = field.m2m_field_name(), field.m2m_reverse_field_name(), field.remote_field.through
        pairs = [(page, term) for page in pages for term in getattr(page, field.name).all()]
        link.objects.bulk_create([link(**{own: page, other: term}) for page, term in pairs])
    for relation in get_all_child_relations(type(pages[0])):
        name = relation.get_accessor_name()
        relation.related_model.objects.bulk_create([row for page in pages for row in getattr(page, name).all()])


def _store_revisions(pages: Sequence[BasePage]) -> None:
    """Store the revision that each page was published with."""
    base = ContentType.objects.get_for_model(Page)
    revisions = [
        Revision(
            content_type=page.content_type,
            base_content_type=base,
            object_id=str(page.pk),
            object_str=page.title,
            content=page.serializable_data(),
            user_id=page.owner_id,
            created_at=page.first_published_at,
        )
        for page in pages
    ]
    for page, revision in zip(pages, Revision.objects.bulk_create(revisions), strict=True):
        page.latest_revision = page.live_revision = revision
    Page.objects.bulk_update(pages, ["latest_revision", "live_revision"])
