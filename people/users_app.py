from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's administration of persons, with our forms."""

    user_viewset = "people.viewsets.PersonViewSet"
