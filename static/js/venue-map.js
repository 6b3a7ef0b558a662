// <venue-map>: a button, and once it is pressed a map. Nothing is asked of the map's house before. Without script the
// addresses above are the way.
class VenueMap extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.querySelector("button").addEventListener("click", () => this.show(), { once: true });
  }

  async show() {
    const { frame, failed } = this.dataset;
    try {
      if (frame) this.frame(frame);
      else await this.tiles();
    } catch {
      this.replaceChildren(Object.assign(document.createElement("p"), { className: "soft", textContent: failed }));
    }
  }

  frame(src) {
    const page = Object.assign(document.createElement("iframe"), { src, title: this.dataset.name, className: "venue__map" });
    page.referrerPolicy = "strict-origin-when-cross-origin";
    this.replaceChildren(page);
    page.focus();
  }

  async tiles() {
    const { name, latitude, longitude, tiles, attribution, script, style, closer, further } = this.dataset;
    await Promise.all([
      loaded(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style })),
      loaded(Object.assign(document.createElement("script"), { src: script })),
    ]);
    const { L } = window;
    const place = Object.assign(document.createElement("div"), { className: "venue__map" });
    this.replaceChildren(place);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const moves = { zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm, scrollWheelZoom: false };
    const map = L.map(place, { ...moves, zoomControl: false }).setView([latitude, longitude], 13);
    L.control.zoom({ zoomInTitle: closer, zoomOutTitle: further }).addTo(map);
    L.tileLayer(tiles, { attribution, maxZoom: 18, referrerPolicy: "strict-origin-when-cross-origin" }).addTo(map);
    const icon = L.divIcon({ className: "venue__pin", iconSize: [22, 22] });
    const pin = L.marker([latitude, longitude], { icon, keyboard: false, interactive: false }).addTo(map).getElement();
    pin.setAttribute("role", "img");
    pin.setAttribute("aria-label", name);
    place.setAttribute("role", "region");
    place.setAttribute("aria-label", name);
    place.focus({ preventScroll: true });
  }
}

function loaded(part) {
  return new Promise((resolve, reject) => {
    part.addEventListener("load", resolve);
    part.addEventListener("error", reject);
    document.head.append(part);
  });
}

customElements.define("venue-map", VenueMap);
