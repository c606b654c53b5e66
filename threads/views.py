from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core import limits, unsent
from core.address import CURSOR
from core.differences import differences
from core.forms import say_language
from core.guard import check_access
from core.languages import split
from core.once import SentOtherwise, once
from core.pages import page_path
from people.acting import acting_membership, count_post
from people.editing import SENT_OTHERWISE, PageEditor, WithdrawPage, WriterViewMixin, explain_unsent
from people.login import MemberViewMixin

from . import actions
from .discussion import cursor_of, part_with, parts
from .forms import CommentEditForm, CommentForm, ThreadForm
from .models import Comment, ThreadIndexPage, ThreadPage
from .rules import can_comment, can_delete_comment, can_edit_comment

MOST_EDITS = 10  # shown of one comment
ANSWERED_GONE = gettext_lazy(
    "The comment you wanted to answer has been deleted. Nothing is posted yet. Sent now, it is one of its own."
)


class ThreadEditor(PageEditor):
    model = ThreadPage
    index_model = ThreadIndexPage
    form_class = ThreadForm
    template_name = "threads/thread_form.html"


class WithdrawThread(WithdrawPage):
    model = ThreadPage


def comment_address(comment: Comment, user: Any) -> str:
    """Return the address of a comment: its page, at the right place of a long discussion as `user` sees it."""
    standing = Comment.objects.standing_for(user).filter(page_id=comment.page_id).order_by("path")
    found = parts(standing.values_list("path", flat=True))
    cursor = cursor_of(found, part_with(found, comment.path))
    query = f"?{CURSOR}={cursor}" if cursor else ""
    return f"{page_path(comment.page)}{query}#{comment.anchor}"


@require_safe
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """The permanent address of a comment."""
    found = get_object_or_404(Comment.objects.shown_to(request.user).select_related("page"), pk=pk)
    return redirect(comment_address(found, request.user))


@require_safe
def comment_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a comment said before each marked edit that readers met, the newest first."""
    found = get_object_or_404(Comment.objects.visible_to(request.user).with_author().select_related("page"), pk=pk)
    replaced = list(found.revisions.filter(is_public=True)[:MOST_EDITS])
    texts = [found.body, *(one.body for one in replaced)]
    edits = [(one.replaced_at, differences(one.body, texts[number])) for number, one in enumerate(replaced)]
    context = {"comment": found, "edits": edits, "address": comment_address(found, request.user)}
    request.stands_at = page_path(found.page)
    return render(request, "threads/comment_history.html", context)


class PostComment(WriterViewMixin, View):
    """Comment on a page, or reply (`?svar=<id>`) to a comment on it.

    An answer to a comment that has been deleted is shown again, to be sent as a comment of its own.
    """

    form_class = CommentForm

    def get(self, request: HttpRequest, page_pk: int) -> HttpResponse:
        page = self._page(page_pk)
        reply_to = self._reply_to(page)
        return self._show(page, self._form(self.left_here(request), reply_to), reply_to)

    def post(self, request: HttpRequest, page_pk: int) -> HttpResponse:
        page = self._page(page_pk)
        reply_to = self._reply_to(page)
        form = self._form(request.POST, reply_to)
        if not form.is_valid():
            return self._show(page, form, reply_to, status=422)
        if reply_to and reply_to.is_deleted:
            return self._show(page, form, reply_to, status=409)
        key, user_id = form.cleaned_data["form_key"], request.user.pk
        try:
            carry_out = partial(self._carry_out, page, reply_to, form)
            return redirect(once(key=key, user_id=user_id, posted=request.POST, carry_out=carry_out))
        except SentOtherwise as sent:
            explain_unsent(request, form, sent.answer, *SENT_OTHERWISE)
            return self._show(page, form, reply_to, status=409)

    def _carry_out(self, page: Page, reply_to: Comment | None, form: CommentForm) -> str:
        count_post("comment", self.request.user, form.cleaned_data["organisation"])
        posted = actions.post_comment(
            page=page,
            author=self.request.user,
            organisation=form.cleaned_data["organisation"],
            body=form.cleaned_data["body"],
            reply_to=reply_to,
        )
        if posted.is_held:
            messages.success(self.request, _("The comment is waiting for a moderator."))
        return comment_address(posted, self.request.user)

    def _page(self, pk: int) -> Page:
        page = get_object_or_404(Page.objects.live().select_related("state"), pk=pk)
        check_access(page, self.request.user)
        if not can_comment(self.request.user, page.specific):
            raise PermissionDenied
        self.request.stands_at = page_path(page)
        return page

    def _reply_to(self, page: Page) -> Comment | None:
        pk = self.request.GET.get("svar") or self.request.POST.get("svar")
        if not pk:
            return None
        if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
            raise Http404
        comments = Comment.objects.let_through().select_related("parent", "root", "author")
        return get_object_or_404(comments, pk=pk, page=page)

    def _form(self, data: Any, reply_to: Comment | None) -> CommentForm:
        # A reply is written in the discussion, where another form stands already: its fields have ids of their own.
        ids = f"svar{reply_to.pk}_%s" if reply_to else "id_%s"
        return CommentForm(data, user=self.request.user, acting=acting_membership(self.request), auto_id=ids)

    def _show(self, page: Page, form: CommentForm, reply_to: Comment | None, status: int = 200) -> HttpResponse:
        if reply_to and reply_to.is_deleted:
            messages.warning(self.request, ANSWERED_GONE)
            reply_to = None
        context = {"page": page, "page_url": page_path(page), "comment_form": form, "reply_to": reply_to}
        context["unsent"] = unsent.at(self.request)
        return render(self.request, "threads/comment_form.html", context, status=status)


def own_comment_or_refuse(pk: int, user: Any, rule: Callable[[Any, Comment], bool]) -> Comment:
    """Return a comment of the user's own, if the rule allows; else raises `PermissionDenied`.

    Another's, or one on a page that is closed to the user, raises `Http404`.
    """
    comments = Comment.objects.shown_to(user).select_related("page", "organisation")
    found = get_object_or_404(comments, pk=pk, author=user)
    if not rule(user, found):
        raise PermissionDenied
    return found


class EditComment(WriterViewMixin, View):
    form_class = CommentEditForm

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = own_comment_or_refuse(pk, request.user, can_edit_comment)
        return self._show(found, CommentEditForm(self.left_here(request), instance=found))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = own_comment_or_refuse(pk, request.user, can_edit_comment)
        form = CommentEditForm(request.POST, instance=Comment(pk=found.pk, body=found.body))
        if not form.is_valid():
            return self._show(found, form, status=422)
        limits.spend("edit", limits.person(request.user))
        actions.edit_comment(comment=found, editor=request.user, body=form.cleaned_data["body"])
        unsent.of(request.user).filter(path=split(request.path)[1]).delete()
        messages.success(request, _("The comment is changed."))
        return redirect(comment_address(found, request.user))

    def _show(self, found: Comment, form: CommentEditForm, status: int = 200) -> HttpResponse:
        context = {"comment": found, "form": form, "address": comment_address(found, self.request.user)}
        context["unsent"] = unsent.at(self.request)
        say_language(form, found.language)
        self.request.stands_at = page_path(found.page)
        return render(self.request, "threads/comment_edit.html", context, status=status)


class DeleteComment(MemberViewMixin, View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = own_comment_or_refuse(pk, request.user, can_delete_comment)
        context = {"comment": found, "address": comment_address(found, request.user)}
        request.stands_at = page_path(found.page)
        return render(request, "threads/comment_delete.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = own_comment_or_refuse(pk, request.user, can_delete_comment)
        actions.delete_comment(comment=found, actor=request.user)
        messages.success(request, _("The comment is deleted."))
        return redirect(page_path(found.page))
