"""`make gallery`: every scene as pictures, with an index page, in the ignored folder gallery/."""

from __future__ import annotations

import os
import sys

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "settings.test"  # the scenes ask the demo world for its words, no database
    django.setup()
    from tests.gallery.command import main

    sys.exit(main())
