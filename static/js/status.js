// One place that says what a script has changed: #status, in the page from the start; in an open dialog its own, as
// nothing outside of it is read.
// Anything may ask: document.dispatchEvent(new CustomEvent("shop:say", { detail: "12 courses" })).
function say(words) {
  const status = document.querySelector("dialog[open] [role=status]") ?? document.getElementById("status");
  // Emptied first: the same words twice would not be read again.
  status.textContent = "";
  setTimeout(() => (status.textContent = words), 50);
}

document.addEventListener("shop:say", (event) => say(event.detail));

// After a swap by htmx the new part may bring its own sentence in data-say.
document.addEventListener("htmx:after:swap", (event) => {
  const target = event.detail.ctx.target;
  const now = (target.id && document.getElementById(target.id)) || target;
  const words = now.querySelector("[data-say]")?.dataset.say;
  if (words) say(words);
});
