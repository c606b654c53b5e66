from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .my_page import my_things


@require_safe
@login_required
def my_page(request: HttpRequest) -> HttpResponse:
    return render(request, "home/my_page.html", my_things(request.user))
