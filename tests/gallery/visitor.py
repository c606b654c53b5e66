"""What somebody does in a scene, besides what everybody does in the stories."""

from __future__ import annotations

import re
import time
from urllib.parse import urlsplit

from django.template.loader import render_to_string

from home.demo.people import PASSWORD
from tests.e2e.person import Person, one_time_code
from tests.e2e.site import Site

LINK = re.compile(r"https?://\S+/konto/\S+")


class Visitor(Person):
    """A person who also reads mail, goes through the account's locks and loses cookies."""

    def __init__(self, person: Person, site: Site) -> None:
        super().__init__(person.page, person.address, person.email)
        self.site = site

    def opens_first(self, summary: str) -> None:
        """Unfold the first of several lines that begin so."""
        self.scope.get_by_text(summary).first.click()

    def opens_menu(self, summary: str) -> None:
        """Unfold what stands in the header."""
        self.header.opens(summary)

    def sends(self, button: str) -> None:
        """Press a button whose answer may be drawn in place, and wait until it has come."""
        self.presses(button)
        self.page.wait_for_load_state()

    def confirms_password(self) -> None:
        self.writes("Passord", PASSWORD)
        self.presses("Bekreft")

    def writes_own_code(self, label: str) -> None:
        """Write the code of the secret that the page shows."""
        secret = self.page.locator("#authenticator_secret").input_value()
        self.writes(label, one_time_code(secret, time.time()))

    def follows_mail(self, email: str, about: str) -> None:
        """Open the newest mail about something and follow its link to the account pages."""
        text = self.site.mail_to(email, about=about).get_body().get_content()
        found = LINK.search(text)
        assert found, text
        address = urlsplit(found.group())
        self.goes_to(address.path)

    def goes_where(self, link: str) -> None:
        """Open the page that a link leads to, where a script would fetch a part of it."""
        path = self.scope.get_by_role("link", name=link, exact=True).first.get_attribute("href")
        assert path is not None, link
        self.goes_to(path)

    def follows_first(self, beginning: str) -> None:
        """Follow the first of the links whose names begin so."""
        with self.page.expect_navigation():
            self.scope.get_by_role("link", name=re.compile(f"^{re.escape(beginning)}")).first.click()

    def presses_without_scripts(self, button: str) -> None:
        """Press a button that a script would answer in place: what it leads to opens in a tab of its own."""
        with self.page.expect_popup() as opened:
            self.scope.get_by_role("button", name=button, exact=True).evaluate("one => one.form.requestSubmit(one)")
        super().__init__(opened.value, self.address, self.email)
        self.page.wait_for_load_state()

    def meets(self, template: str) -> None:
        """See an error page that the site cannot be brought to show: its template, at an address of the site."""
        body = render_to_string(template, {"wait": "10 minutter"})
        self.page.route("**/fault/", lambda route: route.fulfill(body=body, content_type="text/html"))
        self.goes_to("/fault/")

    def loses_cookies(self) -> None:
        self.page.context.clear_cookies()
