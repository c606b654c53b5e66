// Replies are written where they belong, and the address of a comment is copied; without this both are links.
(() => {
  "use strict";

  const slot = (element) => element.closest(".mp-reply");

  // A reply that is open already is gone on with, not fetched anew.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const open = event.detail.target.matches?.(".mp-reply") && event.detail.target.querySelector("textarea");
    if (!open) return;
    event.preventDefault();
    open.focus();
  });

  document.addEventListener("htmx:afterSwap", ({ target }) => {
    if (target.matches(".mp-reply")) target.querySelector("textarea")?.focus();
  });

  document.addEventListener("click", async (event) => {
    const cancel = event.target.closest(".mp-reply [data-cancel]");
    if (cancel && !slot(cancel).querySelector("textarea").value.trim()) {
      event.preventDefault();
      const place = slot(cancel);
      place.replaceChildren();
      place.parentElement.querySelector(`[hx-target="#${place.id}"]`).focus();
      return;
    }
    const link = event.target.closest("[data-copy]");
    if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      await navigator.clipboard.writeText(link.href);
      const status = document.querySelector("[data-copied]");
      status.textContent = link.textContent = status.dataset.copied;
    } catch {
      location.assign(link.href);
    }
  });
})();
