// The door of an event. Asks the shop first; where it does not answer, the list on this device decides,
// and what was done is sent as soon as there is a network again. Without script the plain forms do it all.
if (!isSecureContext) throw new Error("The door's script needs HTTPS; its forms work without it.");
const gate = document.querySelector("[data-gate]");
const part = (name) => gate.querySelector(`[data-${name}]`);
const words = part("words").dataset;
const token = gate.querySelector("[name=csrfmiddlewaretoken]").value;
const field = part("scan").elements.code;
const PATIENCE = 4000;
const AGAIN = 5000;
const MOST = 100; // acts in one parcel
const SIGNS = 24;
const CODE = /[A-HJ-NP-Z2-9]{12}/;

// What the device keeps --------------------------------------------------------------

const kept = (name) => `door:${gate.dataset.gate}:${name}`;
const read = (name, otherwise) => JSON.parse(localStorage.getItem(kept(name)) ?? "null") ?? otherwise;
const write = (name, value) => localStorage.setItem(kept(name), JSON.stringify(value));
let list = read("list", null);
const queue = () => read("queue", []);

async function ask(address, options = {}) {
  const answer = await fetch(address, {
    ...options,
    headers: { Accept: "application/json", "X-CSRFToken": token },
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!answer.ok) throw Object.assign(new Error(answer.status), { status: answer.status });
  return answer.json();
}

async function digest(code) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(code));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, SIGNS);
}

// What is said -----------------------------------------------------------------------

let sound;
function heard(tone) {
  sound ??= new AudioContext();
  const tones = { yes: [[880, 0], [1320, 0.12]], no: [[220, 0], [180, 0.25]] }[tone] ?? [];
  for (const [pitch, after] of tones) {
    const note = sound.createOscillator();
    const volume = new GainNode(sound, { gain: 0.3 });
    note.type = tone === "yes" ? "sine" : "square";
    note.frequency.value = pitch;
    note.connect(volume).connect(sound.destination);
    note.start(sound.currentTime + after);
    note.stop(sound.currentTime + after + (tone === "yes" ? 0.12 : 0.22));
  }
  navigator.vibrate?.(tone === "yes" ? 80 : [200, 80, 200]);
}

function show(result) {
  const said = gate.querySelector(`[data-said="${result.outcome}"]`).dataset;
  const answer = part("answer");
  // Emptied first, so that the same answer twice is read aloud twice.
  answer.hidden = true;
  answer.className = `gate__answer gate__answer--${said.tone}`;
  part("word").textContent = said.word;
  part("who").textContent = [result.name, result.kind].filter(Boolean).join(" · ");
  part("why").textContent = result.why || said.why;
  requestAnimationFrame(() => (answer.hidden = false));
  part("undo").hidden = result.outcome !== "in";
  part("undo").elements.attendee.value = result.id ?? "";
  heard(said.tone);
}

function count(inside, expected) {
  part("inside").textContent = inside;
  part("expected").textContent = expected;
}

function standing() {
  const waiting = queue().length;
  part("waiting").textContent = waiting;
  part("away").hidden = !waiting && online;
}

// With the shop, and without ---------------------------------------------------------

let online = true;

async function refresh() {
  try {
    const fresh = await ask(gate.dataset.list);
    online = true;
    // What is not sent yet has happened all the same.
    for (const act of queue()) mark(fresh, act);
    list = fresh;
    write("list", list);
    count(list.count.inside, list.count.expected);
    doubles(list.doubles);
  } catch (error) {
    if (error.status === 410 || error.status === 404) await close();
    online = false;
  }
  standing();
}

// Names stay on no telephone for longer than the door is open.
async function close() {
  localStorage.removeItem(kept("list"));
  const worker = await navigator.serviceWorker?.getRegistration();
  await Promise.all([worker?.unregister(), caches.delete(`door:${location.pathname}`)]);
  location.reload();
}

function mark(of, act) {
  const person = of.people.find((one) => one.id === act.attendee);
  if (!person || Boolean(person.in) === !act.undo) return;
  person.in = act.undo ? null : act.at;
  person.standing = act.undo ? "" : "already";
  of.count.inside += act.undo ? -1 : 1;
}

async function decide(act) {
  if (!list) return { outcome: "unknown" };
  let person = list.people.find((one) => one.id === act.attendee);
  if (!person && act.code) {
    const sign = await digest(act.code);
    person = list.people.find((one) => one.digest === sign);
    const elsewhere = list.others[sign];
    if (elsewhere) return { outcome: "wrong_date", why: elsewhere };
  }
  if (!person) return { outcome: "unknown" };
  const outcome = act.undo ? "undone" : person.standing || "in";
  return { outcome, id: person.id, name: person.name, kind: person.kind };
}

async function send(acts) {
  const body = JSON.stringify({ acts });
  return ask(gate.dataset.scans, { method: "POST", body });
}

async function perform({ code = "", attendee, undo = false }) {
  const act = { key: crypto.randomUUID(), at: new Date().toISOString(), code, attendee, undo };
  let result;
  try {
    if (queue().length) throw new Error("in order");
    const answer = await send([act]);
    online = true;
    [result] = answer.results;
    if (list) mark(list, { ...act, attendee: result.id, undo: result.outcome !== "in" && undo });
    count(answer.count.inside, answer.count.expected);
  } catch (error) {
    if (error.status === 410) return close();
    online = false;
    result = await decide(act);
    act.attendee = result.id;
    act.was_let_in = result.outcome === "in";
    write("queue", [...queue(), act]);
    if (list && (act.was_let_in || undo)) mark(list, act);
    if (list) count(list.count.inside, list.count.expected);
  }
  if (list) write("list", list);
  standing();
  show(result);
  people();
}

let sending = false;
async function deliver() {
  if (sending) return;
  sending = true;
  try {
    while (queue().length) {
      const parcel = queue().slice(0, MOST);
      const answer = await send(parcel);
      const done = new Set(parcel.map((act) => act.key));
      write("queue", queue().filter((act) => !done.has(act.key)));
      count(answer.count.inside, answer.count.expected);
    }
    online = true;
  } catch {
    online = false;
  }
  sending = false;
  standing();
}

function doubles(all) {
  part("doubles-part").hidden = !all.length;
  part("doubles").replaceChildren(...all.map((said) => Object.assign(document.createElement("li"), { textContent: said })));
}

// Scanning, typing, searching --------------------------------------------------------

const plain = (typed) => typed.replace(/[\s-]/g, "").toUpperCase().match(CODE)?.[0] ?? typed.trim();

function typed(event) {
  event.preventDefault();
  const code = plain(field.value);
  field.value = "";
  field.focus();
  if (code) perform({ code });
}
part("scan").addEventListener("submit", typed);
// A scanner is quicker than a hand: two tickets within a second are two, and no slip.
field.addEventListener("keydown", (event) => event.key === "Enter" && typed(event));

part("undo").addEventListener("submit", (event) => {
  event.preventDefault();
  perform({ attendee: Number(event.target.elements.attendee.value), undo: true });
  field.focus();
});

const search = part("search").elements.q;
function people() {
  if (!list) return;
  const asked = search.value.trim().toLocaleLowerCase();
  const found = asked
    ? list.people.filter((one) => `${one.name} ${one.order}`.toLocaleLowerCase().includes(asked)).slice(0, 50)
    : [];
  const rows = found.map((one) => {
    const row = part("person").content.cloneNode(true).firstElementChild;
    row.querySelector("[data-name]").textContent = one.name;
    row.querySelector("[data-about]").textContent = `${one.kind} · ${one.order}`;
    const act = row.querySelector("[data-act]");
    const note = row.querySelector("[data-note]");
    const may = !one.standing || one.standing === "already";
    act.hidden = !may;
    note.hidden = may;
    note.textContent = words[one.standing] ?? "";
    act.textContent = one.standing ? words.undo : words.letIn;
    act.setAttribute("aria-label", `${act.textContent} ${one.name}`);
    act.classList.toggle("button--second", Boolean(one.standing));
    act.addEventListener("click", () => perform({ attendee: one.id, undo: Boolean(one.standing) }));
    return row;
  });
  if (asked && !rows.length) rows.push(Object.assign(document.createElement("li"), { textContent: words.nobody }));
  part("people").replaceChildren(...rows);
}
search.addEventListener("input", people);
part("search").addEventListener("submit", (event) => {
  if (!list) return;
  event.preventDefault();
  people();
});
part("people").addEventListener("submit", (event) => {
  if (!event.target.matches("[data-one]")) return;
  event.preventDefault();
  const { attendee, undo } = event.target.elements;
  perform({ attendee: Number(attendee.value), undo: Boolean(undo) });
});

// The camera ---------------------------------------------------------------------------

async function reader() {
  const known = "BarcodeDetector" in window ? await BarcodeDetector.getSupportedFormats() : [];
  if (known.includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (picture) => (await detector.detect(picture))[0]?.rawValue;
  }
  await new Promise((done, failed) => {
    const script = Object.assign(document.createElement("script"), { src: gate.dataset.reader, onload: done });
    script.onerror = failed;
    document.head.append(script);
  });
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  return async (picture) => {
    const scale = Math.min(1, 640 / picture.videoWidth);
    canvas.width = picture.videoWidth * scale;
    canvas.height = picture.videoHeight * scale;
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const pixels = pen.getImageData(0, 0, canvas.width, canvas.height);
    return window.jsQR(pixels.data, pixels.width, pixels.height, { inversionAttempts: "dontInvert" })?.data;
  };
}

const picture = part("camera-picture");
let last = "";
let lastAt = 0;
async function look(readCode) {
  if (picture.hidden) return;
  const code = picture.readyState >= 2 ? await readCode(picture).catch(() => "") : "";
  // A ticket stays before the camera for a while; it is meant once.
  if (code && (code !== last || Date.now() - lastAt > AGAIN)) {
    last = code;
    perform({ code: plain(code) });
  }
  if (code) lastAt = Date.now();
  setTimeout(() => look(readCode), 150);
}

part("camera").hidden = !navigator.mediaDevices?.getUserMedia;
part("camera-switch").addEventListener("click", async () => {
  if (!picture.hidden) {
    picture.srcObject.getTracks().forEach((track) => track.stop());
    picture.hidden = true;
    return;
  }
  try {
    picture.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    picture.hidden = false;
    await picture.play();
    look(await reader());
  } catch {
    picture.hidden = true;
    part("camera-said").textContent = part("camera-said").dataset.no;
  }
});

// ---------------------------------------------------------------------------------------

addEventListener("online", () => deliver().then(refresh));
addEventListener("offline", () => {
  online = false;
  standing();
});
setInterval(() => deliver().then(refresh), 15000);
if (list && Date.now() > Date.parse(gate.dataset.until)) await close();
// A page that was kept says what was true when it was kept; the list knows better.
if (list) count(list.count.inside, list.count.expected);
if (list) doubles(list.doubles);
deliver().then(refresh);
if (matchMedia("(pointer: fine)").matches) field.focus();
