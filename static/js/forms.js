// Small courtesies for every form. Without script all of them are missed, none is needed.
const A_SECOND = 1000;
const sent = new WeakMap();

// A second click within a second is a slip, not a second order. The button is never disabled:
// a page that does not come can be asked for again.
document.addEventListener(
  "submit",
  (event) => {
    const before = sent.get(event.target) ?? -A_SECOND;
    if (event.timeStamp - before < A_SECOND) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    sent.set(event.target, event.timeStamp);
    const button = event.submitter;
    button?.setAttribute("aria-busy", "true");
    setTimeout(() => button?.removeAttribute("aria-busy"), A_SECOND);
  },
  true,
);

// What was wrong is mended: the field stops saying so while it is being written anew.
document.addEventListener("input", (event) => {
  if (event.target.matches('[aria-invalid="true"]') && event.target.checkValidity()) {
    event.target.removeAttribute("aria-invalid");
  }
});

// Lists behind a word close by Escape, by leaving them, and by a click beside them.
const drops = () => document.querySelectorAll("details.drop[open]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const drop of drops()) {
    drop.open = false;
    if (drop.contains(document.activeElement)) drop.querySelector("summary").focus();
  }
});
for (const kind of ["click", "focusin"]) {
  document.addEventListener(kind, (event) => {
    for (const drop of drops()) if (!drop.contains(event.target)) drop.open = false;
  });
}

// What must be read first after a page has come; where the browser knows autofocus it has done so.
document.querySelector("[data-focus]")?.focus();
