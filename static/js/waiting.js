// The page after paying asks every two seconds whether the payment is known, and goes on when it is.
// Without script the page's own refresh does the same.
const waiting = document.querySelector("[data-waiting]");
const TWO_SECONDS = 2000;

async function ask() {
  try {
    const answer = await fetch(waiting.dataset.waiting, { headers: { "X-Requested-With": "fetch" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const still = page.querySelector("[data-waiting]");
    // Somewhere else, or no longer waiting: let the browser show it, with its address.
    if (answer.ok && (answer.redirected || !still)) return location.replace(answer.url);
  } catch {
    // The line is down; the next question may get through.
  }
  setTimeout(ask, TWO_SECONDS);
}

if (waiting) {
  document.querySelector('meta[http-equiv="refresh"]')?.remove();
  setTimeout(ask, TWO_SECONDS);
}
