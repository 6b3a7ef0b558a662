// Says some minutes before the end of a session that it ends, with a button that puts it off. The end is asked for
// anew each time: other windows may have put it off already.
const place = document.querySelector("[data-session]");
const [warning, ended] = place?.querySelectorAll("template") ?? [];
const BEFORE = 300; // seconds; WCAG 2.2.1 asks for at least twenty
const A_DAY = 86_400; // no browser's timer counts a month
let shown;

function show(template) {
  if (shown === template) return;
  place.querySelector(".session-end__words")?.remove();
  if (template) place.append(template.content.cloneNode(true));
  shown = template;
}

function again(seconds) {
  setTimeout(look, Math.min(Math.max(seconds, 5), A_DAY) * 1000);
}

function judge(left) {
  show(left === 0 ? ended : left <= BEFORE ? warning : undefined);
  if (left > BEFORE) again(left - BEFORE);
  else if (left > 0) again(left);
}

async function ask(wish) {
  try {
    const answer = await fetch(place.dataset.session, wish);
    judge(answer.ok || answer.status === 401 ? (await answer.json()).left : 0);
  } catch {
    again(60); // the line is down
  }
}

const look = () => ask({});

if (place) {
  place.addEventListener("submit", (event) => {
    event.preventDefault();
    ask({ method: "POST", body: new FormData(event.target) });
  });
  look();
}
