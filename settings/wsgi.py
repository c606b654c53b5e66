import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.production")

application = get_wsgi_application()

from core.page_cache import forget  # noqa: E402 - its settings must be there first

# Pages that another release has made are not shown by this one.
forget()

# What is loaded now stays, so it is never searched for rubbish again; nor is what a page makes, a dozen times over while
# it is made, for nearly all of it is freed at once without a search.
gc.collect()
gc.freeze()
gc.set_threshold(20_000)
