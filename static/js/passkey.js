// Passkeys: the browser asks the device, whose answer goes with the form. Where there is no script or no such
// device, the form is not shown and nothing else misses it.
const bytes = (words) =>
  Uint8Array.from(atob(words.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const words = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
const known = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

function asked({ publicKey }) {
  const question = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (question.user) question.user = { ...question.user, id: bytes(question.user.id) };
  for (const name of ["allowCredentials", "excludeCredentials"]) {
    if (question[name]) question[name] = known(question[name]);
  }
  return { publicKey: question };
}

function told(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = words(credential.response[name]);
  }
  const { id, type } = credential;
  return JSON.stringify({ id, type, rawId: words(credential.rawId), response, clientExtensionResults: {} });
}

async function options(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.statusText);
  return (await answer.json()).request_options;
}

async function send(event) {
  event.preventDefault();
  const form = event.target;
  const said = form.querySelector("[data-passkey-words]");
  said.textContent = "";
  try {
    const credential = await navigator.credentials[form.dataset.passkey](asked(await options(form)));
    form.elements.credential.value = told(credential);
    form.submit();
  } catch {
    // Closed, forgotten, too late: browsers do not tell which, so that no page learns what devices there are.
    said.textContent = said.dataset.passkeyWords;
  }
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", send);
  }
}
