import os

from django.core.wsgi import get_wsgi_application

from core.frames import with_room

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.production")

application = with_room(get_wsgi_application())

from core.page_cache import forget  # noqa: E402 - its settings must be there first

# Pages that another release has made are not shown by this one.
forget()
