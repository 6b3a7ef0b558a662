// A lesson's player: keeps the place, jumps, changes speed, follows the transcript. The browser's own
// controls stay; without script they are all there is, and nothing else is missed.
const TEN_SECONDS = 10_000;
const JUMP = 15;

class LessonPlayer extends HTMLElement {
  connectedCallback() {
    this.media = this.querySelector("video, audio");
    this.saved = -1;
    this.querySelector("[data-tools]").hidden = false;
    this.addEventListener("click", (event) => this.act(event.target.closest("[data-do]")?.dataset.do));
    this.addEventListener("change", (event) => {
      if (event.target.dataset.do === "speed") this.media.playbackRate = event.target.value;
    });
    this.follow();
    this.keep();
    // Sources say themselves when they fail; that does not bubble.
    this.media.addEventListener("error", () => this.tell("broken"), true);
  }

  disconnectedCallback() {
    clearInterval(this.clock);
    this.leaving?.abort();
  }

  act(what) {
    const acts = {
      resume: () => this.seek(Number(this.dataset.position)),
      restart: () => this.seek(0),
      back: () => this.jump(-JUMP),
      forward: () => this.jump(JUMP),
    };
    acts[what]?.();
  }

  jump(seconds) {
    const end = this.media.duration || Infinity;
    this.media.currentTime = Math.min(end, Math.max(0, this.media.currentTime + seconds));
  }

  seek(seconds) {
    this.media.currentTime = seconds;
    this.querySelector("[data-resume]")?.remove();
    this.media.play()?.catch(() => {});
    this.media.focus();
  }

  // The transcript: a line goes to its moment, the moment marks its line.
  follow() {
    const transcript = document.querySelector(`[data-transcript="${this.id}"]`);
    if (!transcript) return;
    const lines = [...transcript.querySelectorAll("[data-start]")];
    transcript.addEventListener("click", (event) => {
      const line = event.target.closest("[data-start]");
      if (!line) return;
      event.preventDefault();
      this.seek(Number(line.dataset.start));
    });
    this.media.addEventListener("timeupdate", () => {
      const now = lines.findLast((line) => line.dataset.start <= this.media.currentTime);
      for (const line of lines) line.toggleAttribute("aria-current", line === now);
      now?.setAttribute("aria-current", "true");
    });
  }

  // The place: every ten seconds while it plays, at each pause, at the end and on leaving.
  keep() {
    if (!this.dataset.progressUrl) return;
    this.clock = setInterval(() => this.media.paused || this.save(), TEN_SECONDS);
    for (const moment of ["pause", "ended"]) this.media.addEventListener(moment, () => this.save());
    this.leaving = new AbortController();
    const options = { signal: this.leaving.signal };
    addEventListener("pagehide", () => this.save(), options);
    document.addEventListener("visibilitychange", () => document.hidden && this.save(), options);
  }

  async save() {
    const position = Math.floor(this.media.currentTime);
    // Opening a lesson and leaving it again must not put the kept place back to the start.
    if (position === this.saved || !this.media.played.length) return;
    this.saved = position;
    const body = new URLSearchParams({
      position,
      // A stream without an end has no length that could be sent.
      duration: Number.isFinite(this.media.duration) ? Math.floor(this.media.duration) : 0,
      played: Math.ceil(this.played()),
      since: this.dataset.furthest,
    });
    try {
      const answer = await fetch(this.dataset.progressUrl, {
        method: "POST",
        body,
        keepalive: true,
        headers: { "X-CSRFToken": this.dataset.csrf, Accept: "application/json" },
      });
      if (!answer.ok) throw new Error(answer.status);
      this.tell();
      const { done, say } = await answer.json().catch(() => ({}));
      if (done && !this.done) this.finish(say);
    } catch {
      this.saved = -1;
      this.tell("unsaved");
    }
  }

  // How much was really heard in this visit, jumps left out.
  played() {
    const spans = this.media.played;
    return Array.from({ length: spans.length }, (_, at) => spans.end(at) - spans.start(at)).reduce((sum, span) => sum + span, 0);
  }

  finish(say) {
    this.done = true;
    this.dispatchEvent(new CustomEvent("lesson:done", { bubbles: true }));
    for (const part of document.querySelectorAll("[data-when-done]")) part.hidden = false;
    for (const part of document.querySelectorAll("[data-until-done]")) part.hidden = true;
    if (say) document.dispatchEvent(new CustomEvent("shop:say", { detail: say }));
  }

  tell(trouble) {
    const place = this.querySelector("[data-trouble]");
    place.textContent = trouble ? place.dataset[trouble] : "";
  }
}

customElements.define("lesson-player", LessonPlayer);
