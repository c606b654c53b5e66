"""What goes wrong in a browser without anybody seeing it."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

# The answer itself is judged, see `_answer`: what the browser and htmx say of it is said twice.
TOLD_OF_AN_ANSWER = ("Failed to load resource", "Response Status Error Code")
# A request that a newer one overtook; of one that failed htmx says more than this.
OVERTAKEN = ("htmx:afterRequest", "htmx:sendAbort")
TOLD = ("document", "fetch", "xhr")  # answers that tell a person or a script what is wrong, such as 404 and 422
# Wagtail's checks begin anew each time the preview is ready, also while the last ones still go on.
TOLD_BY_WAGTAIL = "Axe is already running"
OF_THE_BROWSER = ("data:", "blob:", "about:", "chrome-error:")


class Troubles:
    """Errors in the console (breaches of the content policy are among them), errors of scripts, answers that failed,
    and anything that was asked of another host."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.found: list[str] = []
        self.host = urlsplit(address).netloc
        context.on("console", self._console)
        context.on("weberror", lambda error: self._script(str(error.error)))
        context.on("request", self._request)
        context.on("response", self._answer)

    def told(self) -> list[str]:
        """Return what has been found since the last time."""
        found, self.found = self.found, []
        return found

    def _script(self, error: str) -> None:
        if TOLD_BY_WAGTAIL not in error:
            self.found.append(f"Script: {error}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith((*TOLD_OF_AN_ANSWER, *OVERTAKEN)):
            self.found.append(f"Console at {message.location['url']}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith(OF_THE_BROWSER) and urlsplit(request.url).netloc != self.host:
            self.found.append(f"Asked of another host: {request.url}")

    def _answer(self, response: Response) -> None:
        limit = 500 if response.request.resource_type in TOLD else 400
        if response.status >= limit:
            self.found.append(f"Answer {response.status} at {response.url}")
