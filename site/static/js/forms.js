// Small helps for forms that work without them: focus on the error summary, counters, a form that is sent once, a
// warning before text is lost.
(() => {
  "use strict";

  const NEAR = 30; // characters left when a quiet counter shows itself, and every counter is read aloud
  const PAUSE = 1000; // milliseconds without typing before a counter is read aloud
  const LONGEST_SENDING = 15_000; // milliseconds after which a form may be sent again: the sending may have been stopped

  const changed = new Set();
  const spoken = document.body.appendChild(document.createElement("p"));
  spoken.className = "ds-sr-only";
  spoken.setAttribute("role", "status");
  let speaking;

  function count(counter) {
    const control = document.getElementById(counter.dataset.counter);
    counter.dataset.most ??= counter.textContent;
    if (!control?.value) {
      counter.textContent = counter.dataset.most;
      counter.removeAttribute("data-near");
      counter.removeAttribute("data-over");
      return "";
    }
    const left = Number(counter.dataset.limit) - [...control.value].length;
    const { under, underOne, overText, overOne } = counter.dataset;
    const [one, many] = left < 0 ? [overOne, overText] : [underOne, under];
    const text = Math.abs(left) === 1 ? one : many;
    counter.textContent = text.replace("{n}", Math.abs(left).toLocaleString(document.documentElement.lang));
    counter.toggleAttribute("data-near", left <= NEAR);
    counter.toggleAttribute("data-over", left < 0);
    return left <= NEAR ? counter.textContent : "";
  }

  function speak(text) {
    clearTimeout(speaking);
    speaking = setTimeout(() => (spoken.textContent = text), PAUSE);
  }

  function start(root) {
    root.querySelectorAll("[data-counter]").forEach(count);
    root.querySelector("[data-error-summary]")?.focus();
  }

  function rest(form) {
    delete form.dataset.sending;
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  }

  document.addEventListener("input", ({ target: { id, form } }) => {
    const counter = id && document.querySelector(`[data-counter="${CSS.escape(id)}"]`);
    const text = counter && count(counter);
    if (text !== undefined) speak(text);
    if (form?.matches("[data-guard]")) changed.add(form);
  });

  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || form.method !== "post" || submitter?.formTarget) return;
    if ("sending" in form.dataset) {
      event.preventDefault();
      return;
    }
    changed.delete(form);
    form.dataset.sending = "";
    submitter?.setAttribute("aria-busy", "true");
    setTimeout(rest, LONGEST_SENDING, form);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("[data-sending]").forEach(rest);
  });

  document.addEventListener("mp:kept", (event) => changed.delete(event.target));
  window.addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault();
  });

  document.addEventListener("htmx:afterSwap", (event) => start(event.target));
  for (const failure of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(failure, ({ detail: { target } }) => {
      if (target.dataset.failed) target.textContent = target.dataset.failed;
    });
  }

  start(document);
})();
