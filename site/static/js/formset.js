// Adds a row to a formset in place; without this script the same button asks the server for it.
(() => {
  "use strict";

  document.addEventListener("click", (event) => {
    const button = event.target.closest('button[name="add_row"]');
    const box = button?.closest("[data-formset]");
    if (!box) return;
    const prefix = box.dataset.formset;
    const total = box.querySelector(`[name="${prefix}-TOTAL_FORMS"]`);
    const most = Number(box.querySelector(`[name="${prefix}-MAX_NUM_FORMS"]`).value);
    const index = Number(total.value);
    event.preventDefault();
    if (index >= most) return;

    const row = document.createElement("template");
    row.innerHTML = box
      .querySelector("template")
      .innerHTML.replaceAll("__prefix__", String(index))
      .replaceAll("__number__", String(index + 1));
    const rows = box.querySelector(".mp-rows");
    rows.append(row.content);
    total.value = String(index + 1);
    rows.lastElementChild.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  });
})();
