// Filters that ask at once. htmx fetches and swaps (hx-… stand on the form); this keeps what a person
// has in hand: the pressed control keeps its focus, opened groups stay open, and the list says it is busy.
// Without script the form has its button.
let open = [];
let pressed = null;

const form = (event) => event.target.closest?.("form")?.querySelector(".facets") && event.target.closest("form");

document.addEventListener("change", (event) => {
  if (form(event)) pressed = event.target.id;
});

document.addEventListener("htmx:before:request", (event) => {
  form(event)?.querySelector("[data-results]")?.setAttribute("aria-busy", "true");
});

document.addEventListener("htmx:before:swap", (event) => {
  const asking = form(event);
  if (asking) open = [...asking.querySelectorAll(".facets details[open]")].map((group) => group.id);
});

document.addEventListener("htmx:after:swap", () => {
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  open = [];
  if (pressed && document.activeElement === document.body) document.getElementById(pressed)?.focus();
  pressed = null;
});

document.addEventListener("htmx:finally:request", () => {
  for (const list of document.querySelectorAll('[data-results][aria-busy="true"]')) list.removeAttribute("aria-busy");
});
