// <hold-clock data-until data-now data-five data-two data-over>: how long places are kept, by the server's clock.
// It is said aloud twice only: at five minutes and below two. Without script the words of the page are right.
const MINUTE = 60_000;

class HoldClock extends HTMLElement {
  connectedCallback() {
    // What this device believes to be the time does not matter, only how much of it goes by.
    this.end = performance.now() + (new Date(this.dataset.until) - new Date(this.dataset.now));
    const language = document.documentElement.lang;
    this.words = new Intl.NumberFormat(language, { style: "unit", unit: "minute", unitDisplay: "short" });
    this.said = this.step(this.left);
    this.timer = setInterval(() => this.show(), 1000);
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

  show() {
    const step = this.step(this.left);
    if (step !== this.said) {
      this.said = step;
      document.dispatchEvent(new CustomEvent("shop:say", { detail: this.dataset[step] }));
    }
    if (step === "over") {
      clearInterval(this.timer);
      this.querySelector("span").textContent = this.dataset.over;
      this.querySelector("form")?.remove();
      return;
    }
    this.querySelector("[data-left]").textContent = this.words.format(Math.floor(this.left / MINUTE));
  }
}

customElements.define("hold-clock", HoldClock);
