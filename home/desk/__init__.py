"""The editors' desk: what Wagtail's admin shows to those who keep the site."""
