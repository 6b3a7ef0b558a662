// <upload-progress>: beside a field for a file, how far its upload has come. The form goes by a request of ours, which
// can tell that, and comes back with where to go on or what is wrong; nothing that was chosen or typed is lost.
// Without script the form goes as ever.
const SAID_EVERY = 25; // per cent: a screen reader need not hear each one

class UploadProgress extends HTMLElement {
  get hasFile() {
    return [...this.closest("form").querySelectorAll("input[type=file]")].some((field) => field.files.length);
  }

  follow(request) {
    this.bar = this.querySelector("progress");
    this.said = -1;
    this.hidden = false;
    this.wrong([]);
    this.show(0);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) this.show(Math.floor((100 * event.loaded) / event.total));
    });
    request.upload.addEventListener("load", () => this.say(this.dataset.checking));
    request.addEventListener("loadend", () => (this.bar.hidden = true));
  }

  show(percent) {
    const step = Math.floor(percent / SAID_EVERY);
    this.bar.hidden = false;
    this.bar.value = percent;
    this.querySelector("[data-percent]").textContent = new Intl.NumberFormat(document.documentElement.lang || "en", { style: "percent" }).format(percent / 100);
    if (step > this.said) this.say(`${this.dataset.sending} ${this.querySelector("[data-percent]").textContent}`);
    this.said = Math.max(step, this.said);
  }

  say(words) {
    this.querySelector("[role=status]").textContent = words;
  }

  wrong(errors) {
    const list = this.querySelector("[role=alert]");
    list.hidden = !errors.length;
    list.replaceChildren(
      ...errors.map(({ field, words }) => {
        const line = document.createElement("li");
        line.append(Object.assign(document.createElement("strong"), { textContent: field }), " ", words);
        return line;
      }),
    );
  }

  send(form, submitter) {
    const request = new XMLHttpRequest();
    this.follow(request);
    request.open("POST", form.action);
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.responseType = "json";
    request.addEventListener("load", () => {
      if (request.response?.url) location.assign(request.response.url);
      else this.stop(request.response?.errors);
    });
    request.addEventListener("error", () => this.stop());
    request.send(new FormData(form, submitter));
  }

  stop(errors = [{ field: "", words: this.dataset.failed }]) {
    this.wrong(errors);
    this.say("");
    this.querySelector("[data-percent]").textContent = "";
    const busy = "data-w-progress-loading-value"; // Wagtail's button waits by it
    for (const button of document.querySelectorAll(`[${busy}]`)) button.setAttribute(busy, "false");
    this.querySelector("[role=alert]").focus();
  }
}

customElements.define("upload-progress", UploadProgress);

let current = null;
document.addEventListener("submit", (event) => (current = event.target.querySelector("upload-progress")), { capture: true });
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !current?.hasFile) return;
  event.preventDefault();
  current.send(event.target, event.submitter);
});

// Where a file is uploaded in Wagtail's chooser, Wagtail sends it.
window.jQuery?.ajaxPrefilter((options) => {
  if (!(options.data instanceof FormData) || !current?.isConnected || !current.hasFile) return;
  const { xhr } = options;
  const shown = current;
  options.xhr = () => {
    const request = xhr();
    shown.follow(request);
    return request;
  };
});
