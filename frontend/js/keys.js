// The keyboard: / search, j k rows, x tick, e done, g + letter go, ? help. Silent while typing or in a dialog.
import { isOpen, isTyping } from "./dom.js";
import { openSheet } from "./dialogs.js";
import { openPalette } from "./palette.js";

const GO_WITHIN = 1500;
let going = 0;

const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
const handle = (row) => row.querySelector("[data-handle], a[href], button");
const current = () => document.activeElement?.closest("[data-row]");

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(current());
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  handle(next)?.focus();
  next.scrollIntoView({ block: "nearest" });
}

function go(key) {
  const link = document.querySelector(`[data-go="${CSS.escape(key)}"]`);
  if (link) location.assign(link.href);
  return Boolean(link);
}

const keys = {
  "/": () => document.querySelector("[data-search]")?.focus(),
  "?": () => openSheet("help"),
  j: () => move(1),
  k: () => move(-1),
  x: () => current()?.querySelector("[name=id]")?.click(),
  e: () => current()?.querySelector("[data-done]")?.click(),
  g: () => { going = performance.now(); },
};

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openPalette();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isOpen()) return;
  if (event.key === "Escape" && document.activeElement?.matches("[data-search]")) document.activeElement.blur();
  if (isTyping()) return;
  if (performance.now() - going < GO_WITHIN) {
    going = 0;
    if (go(event.key)) return;
  }
  const run = keys[event.key];
  if (!run) return;
  event.preventDefault();
  run();
});
