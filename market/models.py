from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.models import BasePage, BasePageManager


class MarketIndexPage(BasePage):
    max_count = 1
    parent_page_types = ["home.HomePage"]

    objects = BasePageManager()

    class Meta:
        verbose_name = _("procurement function")
