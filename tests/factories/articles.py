from core.models import Term
from home.models import ArticleIndexPage, ArticlePage


def make_article(title="Hva er en behovsbeskrivelse?", text="Den sier hva dere trenger.", parent=None, **fields):
    parent = parent or ArticleIndexPage.objects.originals().get(slug="bibliotek")
    body = [("paragraph", f"<p>{text}</p>")]
    page = parent.add_child(instance=ArticlePage(title=title, body=body, live=False, locale=parent.locale, **fields))
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def make_theme(name="Velferdsteknologi", slug="velferdsteknologi"):
    return Term.objects.get_or_create(kind="theme", slug=slug, defaults={"name": name})[0]


def _locale():
    return ArticleIndexPage.objects.values_list("locale_id", flat=True)[0]
