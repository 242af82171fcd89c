"use strict";
const find = (id) => document.getElementById(id);
const phone = find("phone"), list = find("lines"), scroll = find("scroll"), form = find("say");
const input = find("text"), trouble = find("trouble"), away = find("away"), clock = find("clock");
const { zone, name, program, texts, stream } = phone.dataset;
const say = JSON.parse(phone.dataset.say), language = document.documentElement.lang;
const known = new Map();
let seen = "", pending = null, sending = false;

const today = () => new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(new Date());
const named = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { timeZone: "UTC", weekday: "long", day: "numeric", month: "long" });

function make(kind, className, text) {
  const made = document.createElement(kind);
  made.className = className;
  made.textContent = text;
  return made;
}

function dayName(day) {
  const gone = (Date.parse(today()) - Date.parse(day)) / 86400000;
  return gone === 0 ? say.today : gone === 1 ? say.yesterday : named.format(new Date(day));
}

function linked(text) {
  return text.split(/(https?:\/\/[^\s]+[\w/-])/).map((part, place) => {
    if (place % 2 === 0) return part;
    const link = make("a", "", part);
    link.href = part;
    link.rel = "noreferrer";
    return link;
  });
}

function bubble(line) {
  const ours = line.side === "us", item = make("li", line.side, "");
  item.dataset.day = line.day;
  item.dataset.moment = line.moment;
  const said = make("p", line.text ? "bubble" : "bubble unkept", line.text ? "" : say.not_kept);
  if (ours) said.append(...linked(line.text)); else said.append(line.text);
  said.prepend(make("span", "hidden", `${ours ? program : name}: `));
  const small = make("p", "small", "");
  small.append(make("time", "", line.time));
  if (ours) small.append(` · ${line.segments} ${line.segments === 1 ? say.segment : say.segments} · ${line.encoding}`);
  item.append(make("p", "day", dayName(line.day)), said, small);
  return item;
}

function markDay(item) {
  if (item) item.classList.toggle("first", item.previousElementSibling?.dataset.day !== item.dataset.day);
}

function show(line, live) {
  const atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
  const item = bubble(line), before = known.get(line.id);
  known.set(line.id, item);
  if (before) {
    before.replaceWith(item);
  } else {
    let after = list.lastElementChild;
    while (after && Number(after.dataset.moment) > line.moment) after = after.previousElementSibling;
    list.insertBefore(item, after ? after.nextElementSibling : list.firstElementChild);
    if (live) item.classList.add("new");
  }
  markDay(item);
  markDay(item.nextElementSibling);
  if (atEnd || !live || line.side === "them") scroll.scrollTop = scroll.scrollHeight;
}

function clear() {
  known.clear();
  list.replaceChildren();
}

function listen() {
  const source = new EventSource(seen ? `${stream}?after=${encodeURIComponent(seen)}` : stream);
  source.addEventListener("line", (event) => {
    seen = event.lastEventId;
    show(JSON.parse(event.data), scroll.getAttribute("aria-live") === "polite");
  });
  source.addEventListener("person", (event) => {
    phone.dataset.state = JSON.parse(event.data).state;
    scroll.setAttribute("aria-live", "polite"); // what was there before is not read out
  });
  source.addEventListener("anew", clear);
  source.addEventListener("gone", () => {
    source.close();
    clear();
    trouble.textContent = say.gone.replace("{name}", () => name);
  });
  source.addEventListener("open", () => { away.hidden = true; });
  source.addEventListener("error", () => {
    away.hidden = false;
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  });
}

async function send(text) {
  if (pending?.text !== text) { // sent again after a failure it keeps its id, and so counts once
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    pending = { id: Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""), text };
  }
  const headers = { "content-type": "application/json" };
  const answer = await fetch(texts, { method: "POST", headers, body: JSON.stringify(pending) });
  if (!answer.ok) throw new Error((await answer.json()).problem);
  pending = null;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = input.value.trim();
  if (!text || sending) return;
  sending = input.readOnly = true;
  try {
    await send(text);
    input.value = trouble.textContent = "";
  } catch (error) {
    const unreached = error instanceof TypeError || error instanceof SyntaxError;
    trouble.textContent = unreached ? say.unreached : say.not_sent.replace("{why}", () => error.message);
  } finally {
    sending = input.readOnly = false;
    input.focus();
  }
});

input.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

document.querySelector(".quick").addEventListener("click", (event) => {
  if (!event.target.matches("button")) return;
  input.value = event.target.textContent;
  input.focus();
});

const ticking = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "numeric", minute: "2-digit", hourCycle: "h23" });
setInterval(() => { clock.textContent = ticking.format(new Date()).replace(/^0(?=\d:)/, ""); }, 1000);
listen();
