// “Near me”: asks the browser where it is only when it is pressed, and sends no more than about a kilometre tells.
const button = (event) => event.target.closest?.("[data-near-me]");

function show() {
  for (const one of document.querySelectorAll("[data-near-me]")) one.hidden = !("geolocation" in navigator);
}

document.addEventListener("click", (event) => {
  const pressed = button(event);
  if (!pressed) return;
  const fields = pressed.closest("[data-near]");
  const said = fields.querySelector("[data-near-said]");
  const choice = fields.querySelector("select[name=near]");
  pressed.disabled = true;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      pressed.disabled = false;
      said.textContent = "";
      const here = new Option(said.dataset.here, `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`, true, true);
      choice.add(here, 1);
      choice.dispatchEvent(new Event("change", { bubbles: true }));
    },
    () => {
      pressed.disabled = false;
      said.textContent = said.dataset.no;
    },
    { maximumAge: 600000, timeout: 10000 },
  );
});

document.addEventListener("htmx:after:swap", show);
show();
