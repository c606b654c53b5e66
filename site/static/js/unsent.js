// Keeps what is typed in a form on the server while it is typed, and one key for one form however often one goes back
// to it. Forms work without it.
(() => {
  "use strict";

  const PAUSE = 2500; // milliseconds between what is typed and its keeping
  const KEEPALIVE_LIMIT = 60_000; // characters that a page may still send while it is closed
  const known = new WeakMap();

  const about = (form) => known.get(form) ?? known.set(form, {}).get(form);
  const status = (form) => form?.querySelector("[data-unsent]");
  const fields = (form) => [form.elements.form_key, form.elements.unsent_version];

  // Whoever goes back and sends again sends the same form: the browser restores the text, and we its key.
  function remember(form) {
    const [key, version] = fields(form).map((field) => field.value);
    const forms = { ...history.state?.forms, [form.action]: [key, version] };
    history.replaceState({ ...history.state, forms }, "");
  }

  function recall(form) {
    const kept = history.state?.forms?.[form.action];
    if (kept) fields(form).forEach((field, index) => (field.value = kept[index]));
    else remember(form);
  }

  function tell(form, said) {
    const place = status(form);
    if (place.textContent !== said) place.textContent = said;
  }

  async function keep(form, leaving = false) {
    const state = about(form);
    clearTimeout(state.timer);
    state.timer = undefined;
    if (!state.dirty || state.busy || state.stopped) return;
    const body = new URLSearchParams(new FormData(form));
    body.set("autosave", "1");
    state.dirty = false;
    state.busy = true;
    try {
      const keepalive = leaving && body.toString().length < KEEPALIVE_LIMIT;
      const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", keepalive });
      if (!answer.ok) throw new Error(answer.status);
      took(form, await answer.json());
    } catch (error) {
      // The server said no (signed out, too long): it would say so again. The network may come back.
      state.stopped = !(error instanceof TypeError);
      state.dirty = true;
      tell(form, status(form).dataset.failed);
    }
    state.busy = false;
    if (state.dirty && !state.stopped) plan(form);
  }

  function took(form, { key, version, said }) {
    if (about(form).sent) return;
    const [keyField, versionField] = fields(form);
    if (key) keyField.value = key;
    versionField.value = version;
    remember(form);
    tell(form, said);
    if (!about(form).dirty) form.dispatchEvent(new CustomEvent("mp:kept", { bubbles: true }));
  }

  function plan(form) {
    about(form).timer ??= setTimeout(keep, PAUSE, form);
  }

  function start(root) {
    root.querySelectorAll("[data-unsent]").forEach((place) => recall(place.closest("form")));
  }

  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, ({ target: { form } }) => {
      if (!status(form)) return;
      about(form).dirty = true;
      plan(form);
    });
  }
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") return;
    document.querySelectorAll("[data-unsent]").forEach((place) => keep(place.closest("form"), true));
  });
  document.addEventListener("submit", ({ target: form, submitter, defaultPrevented }) => {
    if (!status(form) || defaultPrevented || submitter?.formTarget) return;
    Object.assign(about(form), { sent: true, stopped: true });
    clearTimeout(about(form).timer);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("[data-unsent]").forEach((place) => known.delete(place.closest("form")));
  });
  document.addEventListener("htmx:afterSwap", (event) => start(event.target));

  start(document);
})();
