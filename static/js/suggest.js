// Suggestions below a search field: arrows choose, Enter goes there or searches, Escape closes. Without script the
// form searches by itself. What is shown comes from the server, its words too.
const LEAST = 2;
const PAUSE = 150;

for (const form of document.querySelectorAll("form[data-suggest]")) {
  const field = form.querySelector("input[name=q]");
  const list = form.querySelector("[data-suggestions]");
  const status = document.getElementById("status");
  let waiting = 0;
  let asking = null;
  let said = "";

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");

  function close() {
    clearTimeout(waiting);
    asking?.abort();
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(option) {
    chosen()?.setAttribute("aria-selected", "false");
    if (!option) {
      field.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  }

  function move(step) {
    const all = options();
    const place = all.indexOf(chosen());
    // Beyond either end stands the field itself.
    const next = place < 0 ? (step > 0 ? 0 : all.length - 1) : place + step;
    choose(all[next]);
  }

  async function ask() {
    const words = field.value.trim();
    if (words.length < LEAST) {
      close();
      return;
    }
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(words)}`, { signal: asking.signal });
      if (!answer.ok) return;
      list.innerHTML = await answer.text();
    } catch {
      return; // somebody typed on, or is offline: the form searches all the same
    }
    const box = list.firstElementChild;
    if (document.activeElement !== field) return;
    const open = box.dataset.count !== "0";
    list.hidden = !open;
    field.setAttribute("aria-expanded", String(open));
    field.setAttribute("aria-controls", open ? box.id : list.id);
    field.removeAttribute("aria-activedescendant");
    if (said !== box.dataset.say + words) status.textContent = box.dataset.say;
    said = box.dataset.say + words;
  }

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });

  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) ask();
      else move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !list.hidden && chosen()) {
      event.preventDefault();
      location.assign(chosen().href);
    }
  });

  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
  // A press must not take the focus from the field before it is a click.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
}
