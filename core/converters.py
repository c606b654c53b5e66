from django.urls.converters import IntConverter


class IdConverter(IntConverter):
    """A primary key in an address; more digits than a database has are no address at all."""

    regex = "[0-9]{1,18}"
