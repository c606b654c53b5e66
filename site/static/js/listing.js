// What was pressed to change a list may be gone from it: then focus goes on to what is beside it, never to the top.
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement !== document.body) return;
  (document.querySelector("#active-filters a") ?? document.getElementById("results-title"))?.focus();
});
