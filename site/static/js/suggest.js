// What one may be about to write in a search field, from what everybody may read. To choose it is to search for it.
(() => {
  "use strict";

  const SHORTEST = 2; // letters
  const PAUSE = 150; // milliseconds

  for (const list of document.querySelectorAll("u-datalist[data-from]")) {
    const input = list.parentElement.querySelector("input[type=search]");
    let waiting;
    let asked = new AbortController();

    const show = (texts) => {
      list.replaceChildren(...texts.map((text) => Object.assign(document.createElement("u-option"), { textContent: text })));
    };

    const suggest = async () => {
      asked.abort();
      asked = new AbortController();
      const beginning = input.value.trim();
      if (beginning.length < SHORTEST) return show([]);
      try {
        const answer = await fetch(`${list.dataset.from}?q=${encodeURIComponent(beginning)}`, { signal: asked.signal });
        show(answer.ok ? (await answer.json()).suggestions.map(({ text }) => text) : []);
      } catch (error) {
        if (error.name !== "AbortError") show([]); // one goes on typing
      }
    };

    input.addEventListener("input", () => {
      input.setAttribute("list", list.id); // not before: until one writes it is a plain search field
      clearTimeout(waiting);
      waiting = setTimeout(suggest, PAUSE);
    });
    list.addEventListener("click", ({ target }) => {
      if (target.closest("u-option")) setTimeout(() => input.form.requestSubmit());
    });
  }
})();
