// Has the page of a door and all that it is made of kept on the device (door-worker.js), as long as the door is open.
const gate = document.querySelector("[data-gate]");
const mine = (address) => new URL(address, location).origin === location.origin;

if (navigator.serviceWorker) {
  await navigator.serviceWorker.register(gate.dataset.worker);
  const { active } = await navigator.serviceWorker.ready;
  await document.fonts.ready;
  const linked = [...document.querySelectorAll("link[rel=stylesheet], link[rel~=icon]")].map((link) => link.href);
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  const scripts = [...document.scripts].map((script) => script.src).filter(Boolean);
  const pieces = [...linked, ...loaded, ...scripts, gate.dataset.reader].filter(mine);
  // What lies below the door's own address is asked anew each time.
  active.postMessage({ pieces: pieces.filter((piece) => !new URL(piece, location).pathname.startsWith(location.pathname)) });
}
