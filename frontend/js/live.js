// Live changes. HTTP/1.1 allows a browser six connections to a site, tabs included, so one tab holds the
// stream (a Web Lock elects it, and the next one when it closes) and tells the others.
import { root } from "./dom.js";

const { stream, badges } = document.body.dataset;
const TOGETHER = 250;
const waiting = new Map(); // element → whether what changed is one's own doing
const underWay = new Set(); // requests whose answer is awaited, of live parts and of anything else

// What the answer of an element replaces: itself, or what it names.
const drawn = (element) => (element.matches("[hx-target]") && document.querySelector(element.getAttribute("hx-target"))) || element;

// Whether an answer is awaited that the element asked for, or that replaces what it draws, like a filter's.
const asking = (element) => [...underWay].some(({ sourceElement, target }) => sourceElement === element || target === drawn(element));

// A list in which rows are ticked, or a menu is open, is not pulled away under the hand by somebody else's change.
const inUse = (element) => drawn(element).querySelector("[name=id]:checked, :popover-open") !== null;

function soon(element, own) {
  const told = waiting.has(element);
  waiting.set(element, own || waiting.get(element));
  if (told) return;
  setTimeout(() => {
    const mine = waiting.get(element);
    waiting.delete(element);
    // replaced meanwhile: what stands there now may have been drawn before the change
    const there = element.isConnected ? element : document.getElementById(element.id);
    if (!there) return;
    // an answer under way may be older than the change, and takes the element along, with what it asks meanwhile
    if (asking(there) || (!mine && inUse(there))) soon(there, mine);
    else window.htmx.trigger(there, "live", { mine });
  }, TOGETHER);
}

// Every element with data-live="kind" asks again; with data-live-id only when one of the ids is its own.
export function refresh(kind, ids = null) {
  for (const element of document.querySelectorAll(`[data-live~="${CSS.escape(kind)}"]`)) {
    const own = element.dataset.liveId;
    if (!ids || !own || ids.includes(own)) soon(element, !ids);
  }
  if (kind === "badge") count();
}

document.addEventListener("htmx:before:request", (event) => underWay.add(event.detail.ctx));
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx } = event.detail;
  if (ctx.sourceEvent?.type !== "live") return;
  const mine = Boolean(ctx.sourceEvent.detail?.mine);
  // Of two answers for one place htmx drops the later, and the one that somebody asked for by hand must be seen.
  const overtaken = [...underWay].some((other) => other !== ctx && other.target === ctx.target);
  // Or taken into use while the answer was under way.
  if (!overtaken && (mine || !inUse(ctx.sourceElement))) return;
  event.preventDefault();
  soon(ctx.sourceElement, mine);
});
document.addEventListener("htmx:finally:request", (event) => underWay.delete(event.detail.ctx));

function heard(event) {
  const { kind, ...ids } = event;
  refresh(kind, Object.values(ids).map(String));
  document.dispatchEvent(new CustomEvent("filon:live", { detail: event }));
}

async function count() {
  if (!badges || !document.querySelector("[data-badge]")) return;
  const answer = await fetch(badges, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const figures = await answer.json();
  for (const badge of document.querySelectorAll("[data-badge]")) badge.textContent = figures[badge.dataset.badge] || "";
}

function connect(tell) {
  const source = new EventSource(stream);
  source.addEventListener("change", (message) => {
    const event = JSON.parse(message.data);
    heard(event);
    tell(event);
  });
  source.addEventListener("open", () => {
    root.dataset.live = "1";
  });
  addEventListener("pagehide", () => source.close());
  return source;
}

if (stream) {
  const channel = new BroadcastChannel("filon-live");
  channel.onmessage = (message) => heard(message.data);
  const tell = (event) => channel.postMessage(event);
  if (navigator.locks) {
    navigator.locks.request("filon-live", () => new Promise(() => connect(tell)));
  } else {
    // plain http on a network address has no locks: a stream only while the tab is looked at
    let source = null;
    const sync = () => {
      if (document.visibilityState === "visible") source ??= connect(() => {});
      else {
        source?.close();
        source = null;
      }
    };
    document.addEventListener("visibilitychange", sync);
    sync();
  }
  count();
}
