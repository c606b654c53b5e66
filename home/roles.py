"""The rights of each role in Wagtail's admin: per section, never on the root. Moderators see what is sent to them."""

from __future__ import annotations

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from people.choices import SiteRole

from .models import SecondEditorTask

EDITS = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"]
CONTENT = ["market.supplierprofile", "market.procurementnotice", "core.term", "search.synonym", "search.promotion"]
PEOPLE = ["people.organisation", "people.membership", "people.user"]
REVIEWED = ["market.supplierprofile", "market.procurementnotice"]
# Names of workflows stand on buttons whatever the language: they are the same in both forms of Norwegian.
NEWCOMERS, MARKET, EDITORIAL = "Førstegangsinnlegg", "Innkjøp", "Redaksjonen"
TASK, EDITORS_TASK = "Moderator ser over", "Kollega ser over"
WRITTEN_BY_EDITORS = ("bibliotek", "om")  # slugs, the same in every language


def give_rights(sections: list[Page]) -> None:
    """Make the groups and give them what is missing of their rights.

    Wagtail's two ready-made groups, which have rights on the root, and their workflow are taken away.
    """
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    groups = {role: Group.objects.get_or_create(name=role)[0] for role in SiteRole.values}
    editors, administrators = groups[SiteRole.EDITOR], groups[SiteRole.ADMINISTRATOR]
    for group in (editors, administrators):
        _edit_pages(group, sections)
        _use_media(group)
        group.permissions.add(*_permissions("wagtail_localize", "translation", ["submit_translation"]))
        group.permissions.add(*(one for label in CONTENT for one in _all_of(label)))
    administrators.permissions.add(*(one for label in PEOPLE for one in _all_of(label)))
    for group in (editors, administrators, groups[SiteRole.MODERATOR]):
        group.permissions.add(*_permissions("wagtailadmin", "admin", ["access_admin"]))
    _review(groups[SiteRole.MODERATOR], sections)
    _look_over([editors, administrators], [one for one in sections if one.slug in WRITTEN_BY_EDITORS])


def _edit_pages(group: Group, sections: list[Page]) -> None:
    for section in sections:
        for permission in _permissions("wagtailcore", "page", EDITS):
            GroupPagePermission.objects.get_or_create(group=group, page=section, permission=permission)


def _use_media(group: Group) -> None:
    """Wagtail asks for the rights of its own image and document models, whatever models a site has."""
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
        for permission in _permissions(app, model, [f"{verb}_{model}" for verb in ("add", "change", "choose")]):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _review(moderators: Group, sections: list[Page]) -> None:
    """Send to the moderators what newcomers post, and what editors want others to see before it is published."""
    Workflow.objects.exclude(name=NEWCOMERS).filter(workflow_pages__page__depth=1).delete()
    newcomers, market = _workflow(NEWCOMERS, [moderators]), _workflow(MARKET, [moderators])
    for section in sections:
        WorkflowPage.objects.get_or_create(page=section, defaults={"workflow": newcomers})
    for label in REVIEWED:
        kind = ContentType.objects.get_for_model(apps.get_model(label))
        WorkflowContentType.objects.get_or_create(content_type=kind, defaults={"workflow": market})


def _look_over(groups: list[Group], sections: list[Page]) -> None:
    """Send what an editor wants others to see to her colleagues, where nobody but editors writes."""
    editorial = _workflow(EDITORIAL, groups, kind=SecondEditorTask, task_name=EDITORS_TASK)
    for section in sections:
        WorkflowPage.objects.filter(page=section, workflow__name=NEWCOMERS).update(workflow=editorial)


def _workflow(
    name: str, groups: list[Group], *, kind: type[Task] = GroupApprovalTask, task_name: str = TASK
) -> Workflow:
    """Return the workflow of that name; a new one has the task of that name, which several may share."""
    workflow, is_new = Workflow.objects.get_or_create(name=name)
    if is_new:
        defaults = {"content_type": ContentType.objects.get_for_model(kind)}
        task, task_is_new = kind.objects.get_or_create(name=task_name, defaults=defaults)
        if task_is_new:
            task.groups.add(*groups)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def _permissions(app: str, model: str, codenames: list[str]) -> list[Permission]:
    of_model = Permission.objects.filter(content_type__app_label=app, content_type__model=model)
    return list(of_model.filter(codename__in=codenames))


def _all_of(label: str) -> list[Permission]:
    app, model = label.split(".")
    return list(Permission.objects.filter(content_type__app_label=app, content_type__model=model))
