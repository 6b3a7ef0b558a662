// <hold-clock data-until data-now data-five data-two data-over>: how long places are kept, by the server's clock.
// It is said aloud twice only: at five minutes and below two. At three a dialog asks once whether more time is needed.
// When it is over the cart is shown anew, which says what was lost. Without script the words of the page are right.
const MINUTE = 60_000;
const ASKED = "hold-asked"; // until when places were kept of which it was asked
let wasAsked = false; // and answered with yes: the new clock takes the focus

class HoldClock extends HTMLElement {
  connectedCallback() {
    // What this device believes to be the time does not matter, only how much of it goes by.
    this.end = performance.now() + (new Date(this.dataset.until) - new Date(this.dataset.now));
    const language = document.documentElement.lang;
    this.words = new Intl.NumberFormat(language, { style: "unit", unit: "minute", unitDisplay: "short" });
    this.said = this.step(this.left);
    this.timer = setInterval(() => this.show(), 1000);
    this.dialog = this.querySelector("dialog");
    this.dialog?.addEventListener("submit", (event) => {
      wasAsked = event.target.method !== "dialog";
      this.dialog.close(); // while it is open nothing outside it takes the focus
    });
    if (wasAsked) this.querySelector("#more-time")?.focus();
    wasAsked = false;
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  get left() {
    return this.end - performance.now();
  }

  step(left) {
    if (left <= 0) return "over";
    if (left < 2 * MINUTE) return "two";
    return left <= 5 * MINUTE ? "five" : "";
  }

  ask() {
    if (!this.dialog || this.dialog.open || sessionStorage.getItem(ASKED) === this.dataset.until) return;
    sessionStorage.setItem(ASKED, this.dataset.until);
    this.dialog.showModal();
  }

  end() {
    clearInterval(this.timer);
    this.dialog?.close();
    this.querySelector("span").textContent = this.dataset.over;
    for (const form of this.querySelectorAll("form")) form.remove();
    if (!document.getElementById("cart")) return;
    // A second later it is over by the server's clock too.
    setTimeout(() => window.htmx?.ajax("GET", location.pathname, { target: "#cart", swap: "innerHTML" }), 1000);
  }

  show() {
    const step = this.step(this.left);
    if (step !== this.said) {
      this.said = step;
      document.dispatchEvent(new CustomEvent("shop:say", { detail: this.dataset[step] }));
    }
    if (step === "over") {
      this.end();
      return;
    }
    if (this.left <= 3 * MINUTE) this.ask();
    this.querySelector("[data-left]").textContent = this.words.format(Math.floor(this.left / MINUTE));
  }
}

customElements.define("hold-clock", HoldClock);
