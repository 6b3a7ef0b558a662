// One button that opens and closes every fold of a list. Without script each fold opens by itself.
class OpenAll extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector(":scope > button");
    if (!this.button) return;
    this.words = { open: this.button.textContent, close: this.button.dataset.close };
    this.folds = [...this.querySelectorAll(":scope > details")];
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.turn(!this.open));
    for (const fold of this.folds) fold.addEventListener("toggle", () => this.tell());
    this.tell();
  }

  get open() {
    return this.folds.every((fold) => fold.open);
  }

  turn(open) {
    for (const fold of this.folds) fold.open = open;
  }

  tell() {
    this.button.textContent = this.open ? this.words.close : this.words.open;
  }
}

customElements.define("open-all", OpenAll);
