// The visitor's own time beside the event's, and only where it differs: <your-time datetime="…" hidden>Your time: <bdi></bdi></your-time>.

class YourTime extends HTMLElement {
  connectedCallback() {
    const there = this.getAttribute("datetime");
    const moment = new Date(there);
    const words = this.querySelector("bdi");
    if (!words || Number.isNaN(moment.getTime()) || this.sameClock(there, moment)) return;
    const how = { weekday: "short", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", timeZoneName: "short" };
    words.textContent = new Intl.DateTimeFormat(document.documentElement.lang, { ...how, numberingSystem: "latn" }).format(moment);
    this.hidden = false;
  }

  // Whether the clock at the event shows what the clock here shows at that moment.
  sameClock(there, moment) {
    const sign = /([+-])(\d\d):(\d\d)$/.exec(there);
    const minutes = sign ? (sign[1] === "-" ? -1 : 1) * (60 * Number(sign[2]) + Number(sign[3])) : 0;
    return minutes === -moment.getTimezoneOffset();
  }
}

customElements.define("your-time", YourTime);
