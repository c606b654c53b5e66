// The menu closes on Escape, with focus back on its button, and when focus or a click goes elsewhere: what it covers is
// never reached behind it. Without this it opens and closes by its button.
(() => {
  "use strict";

  const menu = document.querySelector("details.mp-menu");
  if (!menu) return;

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  for (const way of ["focusin", "click"]) {
    document.addEventListener(way, ({ target }) => {
      if (!menu.contains(target)) menu.open = false;
    });
  }
})();
