// Day, night, or as the device says. The cookie is written on the visitor's own click only; the
// server reads it and writes data-theme into the page, so that nothing flashes.
const YEAR = 365 * 24 * 60 * 60;

class ThemeChoice extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", (event) => this.choose(event.target.value));
  }

  choose(theme) {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `theme=${theme}; path=/; max-age=${theme ? YEAR : 0}; SameSite=Lax${secure}`;
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    document.querySelector('meta[name="color-scheme"]').content = theme || "light dark";
  }
}

customElements.define("theme-choice", ThemeChoice);
