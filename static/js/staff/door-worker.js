// Keeps the page of one door on the device, so that it opens again without a network. It is served below the door's
// own address and so sees nothing else; what people did and who is expected the page itself keeps.
const HERE = new URL(registration.scope).pathname;
const PLACE = `door:${HERE}`;
const PATIENCE = 4000;
const CLOSED = [404, 410];
const AWAY = [502, 503, 504];

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => event.waitUntil(keep([HERE, ...event.data.pieces])));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && pathname === HERE) event.respondWith(page(request));
  // What lies below the door are questions that its page asks, and answers by itself where nobody else does.
  else if (!pathname.startsWith(HERE)) event.respondWith(ask(request).catch(() => kept(request)));
});

/** Have these here, and nothing of an earlier page. */
async function keep(addresses) {
  const place = await caches.open(PLACE);
  const wanted = new Set(addresses.map((address) => new URL(address, location.origin).href));
  for (const request of await place.keys()) if (!wanted.has(request.url)) await place.delete(request);
  await Promise.allSettled([...wanted].map((address) => place.add(address)));
}

async function page(request) {
  try {
    const answer = await ask(request);
    if (CLOSED.includes(answer.status)) {
      await caches.delete(PLACE); // names stay on no telephone for longer than the door is open
      await registration.unregister();
    }
    return AWAY.includes(answer.status) ? await kept(HERE) : answer;
  } catch {
    return kept(HERE);
  }
}

async function kept(what) {
  const place = await caches.open(PLACE);
  return (await place.match(what, { ignoreSearch: true, ignoreVary: true })) ?? Response.error();
}

/** The network's answer; a network that hangs is none. */
function ask(request) {
  const late = new Promise((_, failed) => setTimeout(failed, PATIENCE));
  return Promise.race([fetch(request), late]);
}
