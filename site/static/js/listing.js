// What was pressed to change a list may be gone from it: then focus goes on to what is beside it, never to the top.
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement !== document.body) return;
  (document.querySelector("#active-filters a") ?? document.getElementById("results-title"))?.focus();
});

// Where the list cannot be fetched, what stands there is not what was chosen: the boxes go back to what it shows.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, ({ detail: { target } }) => {
    if (target.id !== "results") return;
    const count = document.getElementById("result-count");
    count.textContent = count.dataset.failed;
    for (const box of document.querySelectorAll("#facets input")) box.checked = box.defaultChecked;
  });
}
