// What the chosen places come to, while one chooses; the server counts again: <booking-total currency="EUR" digits="2" hidden>Together <bdi></bdi></booking-total>.
// Stands in the form; its selects bear data-amount, in minor units.

class BookingTotal extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.words = this.querySelector("bdi");
    if (!this.form || !this.words) return;
    this.form.addEventListener("change", () => this.tell());
    this.tell();
  }

  tell() {
    const chosen = [...this.form.querySelectorAll("select[data-amount]")];
    const minor = chosen.reduce((sum, select) => sum + Number(select.value) * Number(select.dataset.amount), 0);
    const places = chosen.reduce((sum, select) => sum + Number(select.value), 0);
    const amount = minor / 10 ** Number(this.getAttribute("digits"));
    const how = { style: "currency", currency: this.getAttribute("currency"), numberingSystem: "latn" };
    if (Number.isInteger(amount)) how.minimumFractionDigits = 0;
    this.words.textContent = new Intl.NumberFormat(document.documentElement.lang, how).format(amount);
    this.hidden = places === 0;
  }
}

customElements.define("booking-total", BookingTotal);
