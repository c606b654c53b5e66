"""What is asked of the catalogues of a language, and that they do not say: it is shown in another one."""

from contextlib import contextmanager

from django.utils.translation import trans_real


def _has(catalogue, words):
    try:
        return bool(catalogue._catalog[words])
    except KeyError:
        return False


@contextmanager
def unsaid(monkeypatch, language):
    """Yield a set that is filled, as long as it lasts, with the English of what `language` lacks."""
    lacking, kind = set(), trans_real.DjangoTranslation
    one, some = kind.gettext, kind.ngettext

    def gettext(self, message):
        if message and self.language() == language and not _has(self, message) and not _has(self, (message, 0)):
            lacking.add(message)
        return one(self, message)

    def ngettext(self, singular, plural, number):
        if self.language() == language and not _has(self, (singular, self.plural(number))):
            lacking.add(singular)
        return some(self, singular, plural, number)

    with monkeypatch.context() as patch:
        patch.setattr(kind, "gettext", gettext)
        patch.setattr(kind, "ngettext", ngettext)
        yield lacking
