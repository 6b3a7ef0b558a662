// The way to the cart opens it beside the page. Where anything fails, and without script, it leads to the cart's page.
const drawer = document.getElementById("cart-drawer");
const body = document.getElementById("cart");
const way = () => document.getElementById("cart-link");

async function fetched(address = way().href) {
  body.replaceChildren();
  await htmx.ajax("GET", address, { target: "#cart", swap: "innerHTML" });
  return body.childElementCount > 0;
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest("#cart-link");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  try {
    await import(drawer.dataset.clock);
    if (!(await fetched())) throw new Error("no cart came");
    drawer.showModal();
  } catch {
    location.assign(link.href);
  }
});

// Beside it is outside of it.
drawer.addEventListener("click", (event) => {
  if (event.target === drawer) drawer.close();
});

// The link was changed with the count in it, so the browser does not find it again.
drawer.addEventListener("close", () => way().focus());

// A page to which one goes back comes as it was, and knows nothing of what was changed since. Nobody reads the cart by
// this, so a changed price stays news.
addEventListener("pageshow", (event) => {
  const [arrival] = performance.getEntriesByType("navigation");
  if (event.persisted || arrival?.type === "back_forward") fetched(`${way().href}?unread`);
});
