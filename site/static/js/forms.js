// Small helps for forms that work without them: focus on the error summary, counters, a warning before text is lost,
// and one key for one form however often one goes back to it.
(() => {
  "use strict";

  const NEAR = 30; // characters left when a quiet counter shows itself

  function count(counter) {
    const control = document.getElementById(counter.dataset.counter);
    if (!control) return;
    const left = Number(counter.dataset.limit) - control.value.length;
    const text = left < 0 ? counter.dataset.overText : counter.dataset.under;
    const silent = "quiet" in counter.dataset && left > NEAR;
    counter.textContent = silent ? "" : text.replace("{n}", String(Math.abs(left)));
    counter.toggleAttribute("data-over", left < 0);
  }

  function start(root) {
    root.querySelectorAll("[data-counter]").forEach(count);
    root.querySelector("[data-error-summary]")?.focus();
  }

  const changed = new Set();

  document.addEventListener("input", (event) => {
    const { id, form } = event.target;
    if (id) document.querySelectorAll(`[data-counter="${CSS.escape(id)}"]`).forEach(count);
    if (form?.matches("[data-guard]")) changed.add(form);
  });
  document.addEventListener("submit", (event) => changed.delete(event.target));
  window.addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault();
  });
  document.addEventListener("htmx:afterSwap", (event) => start(event.target));

  // Whoever goes back and sends again sends the same form: the browser restores the text, and we its key.
  const key = document.querySelector("input[name=form_key]");
  if (key) {
    const kept = history.state?.formKey;
    if (kept) key.value = kept;
    else history.replaceState({ ...history.state, formKey: key.value }, "");
  }

  start(document);
})();
