from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet

from core.forms import NormalisedTextMixin

from .validators import validate_one_alphabet


class PersonForm(NormalisedTextMixin):
    """A person as administrators meet one: nobody is made a superuser here, and one name is enough."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("is_superuser", None)
        for name in ("first_name", "last_name"):
            self.fields[name].validators.append(validate_one_alphabet)


class PersonEditForm(PersonForm, UserEditForm):
    last_name = forms.CharField(label=_("Last name"), required=False)

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields - {"is_superuser"}


class PersonCreationForm(PersonForm, UserCreationForm):
    last_name = forms.CharField(label=_("Last name"), required=False)

    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields - {"is_superuser"}


class PersonMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("people.change_user")


class PersonViewSet(UserViewSet):
    menu_label = _("Persons")
    menu_item_class = PersonMenuItem
    add_to_settings_menu = False
    add_to_admin_menu = True

    def get_form_class(self, for_update: bool = False) -> Any:
        return PersonEditForm if for_update else PersonCreationForm
