// What walks.py asks of a page; in the page, since only a browser knows what is drawn.
window.walks = (() => {
  const STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex^='-'])";
  const name = (one) => one.outerHTML.replace(/\s+/g, " ").slice(0, 110);
  const drawn = (style) => [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor,
    style.backgroundColor, style.color, style.textDecorationLine, style.clipPath].join();
  // Focus may be drawn on the thing, on what is drawn before or after it, or on a box around it.
  const look = (one) => [null, "::before", "::after"].map((part) => drawn(getComputedStyle(one, part)))
    .concat([one.parentElement, one.closest("article, li, .ds-field")].filter(Boolean).map((around) => drawn(getComputedStyle(around)))).join("|");
  let stops = [], before = new Map();

  function isStop(one) {
    if (one.matches(":disabled") || !one.checkVisibility({ visibilityProperty: true })) return false;
    if (one.type !== "radio" || !one.name) return true;
    const group = [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(one.name)}"]`)].filter((other) => other.form === one.form);
    const chosen = group.find((other) => other.checked);
    return chosen ? chosen === one : group[0] === one;
  }

  function begin() {
    document.activeElement?.blur();
    window.scrollTo(0, 0);
    // Where the next Tab begins is what was focused last: the top of the page.
    document.body.setAttribute("tabindex", "-1");
    document.body.focus();
    document.body.removeAttribute("tabindex");
    stops = [...document.querySelectorAll(STOPS)].filter(isStop);
    before = new Map(stops.map((one) => [one, look(one)]));
    return stops.map(name);
  }

  function here() {
    const one = document.activeElement;
    document.getAnimations().forEach((transition) => transition.finish());
    if (!one || one === document.body || one === document.documentElement) return null;
    const faults = [], box = one.getBoundingClientRect();
    if (before.get(one) === look(one)) faults.push("focus does not show");
    if (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth) faults.push("focus is out of sight");
    else if (isCovered(one)) faults.push("focus is covered");
    return { index: stops.indexOf(one), name: name(one), faults };
  }

  // Wholly covered is what WCAG 2.4.11 forbids: none of its parts can be clicked.
  function isCovered(one) {
    const boxes = [...one.getClientRects()];
    return !boxes.some((box) => [0.1, 0.5, 0.9].some((x) => [0.1, 0.5, 0.9].some((y) => {
      const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
      return top && (one.contains(top) || top.contains(one) || top.matches(`label[for="${CSS.escape(one.id)}"]`));
    })));
  }

  function spaceText() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }

  function cut() {
    return [...document.querySelectorAll("body *")].filter((one) => {
      if (!one.checkVisibility({ visibilityProperty: true }) || one.matches("input, textarea, select, option, .ds-sr-only, .ds-sr-only *, svg, svg *")) return false;
      const style = getComputedStyle(one);
      if (one.clientWidth <= 1 || !one.innerText?.trim()) return false;
      const hides = (overflow) => overflow === "hidden" || overflow === "clip";
      return (hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1) || (hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
    }).map(name);
  }

  function covering() {
    window.scrollTo(0, document.documentElement.scrollHeight / 2);
    return [...document.querySelectorAll("body *")].filter((one) => {
      if (!["fixed", "sticky"].includes(getComputedStyle(one).position) || !one.checkVisibility()) return false;
      const box = one.getBoundingClientRect();
      const seen = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
      return box.width > innerWidth / 2 && seen > innerHeight / 2;
    }).map(name);
  }

  return { begin, here, spaceText, cut, covering };
})();
