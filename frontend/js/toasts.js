// Toasts: what happened, with an undo where there is one. They stay while looked at.
import { onAction } from "./dom.js";

const LASTS = 6000;
const LASTS_WITH_UNDO = 10000;

const box = () => document.querySelector(".toasts");

// The sentences that scripts say, translated by the page (data-say in ui/toasts.html).
export const sentence = (name) => document.querySelector(`#sentences [data-say="${name}"]`)?.textContent ?? "";

export function toast({ text, tone = "info", undo = "" }) {
  const element = document.getElementById("toast").content.firstElementChild.cloneNode(true);
  element.classList.add(tone);
  element.querySelector("p").textContent = text;
  const button = element.querySelector("[data-undo]");
  if (undo) button.dataset.undo = undo;
  else button.remove();
  box().append(element);
  raise();
  expire(element, undo ? LASTS_WITH_UNDO : LASTS);
}

function raise() {
  const toasts = box();
  if (toasts.matches(":popover-open")) toasts.hidePopover();
  toasts.showPopover(); // back on top of the top layer, above an open dialog
}

function expire(element, lasts) {
  const timer = setInterval(() => {
    if (element.matches(":hover, :focus-within")) return;
    clearInterval(timer);
    dismiss(element);
  }, lasts);
}

function dismiss(element) {
  element.remove();
  const toasts = box();
  if (!toasts.children.length && toasts.matches(":popover-open")) toasts.hidePopover();
}

onAction("dismiss", (button) => dismiss(button.closest(".toast")));

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-undo]");
  if (!button) return;
  window.htmx.ajax("POST", button.dataset.undo, { source: document.body, target: document.body, swap: "none" });
  dismiss(button.closest(".toast"));
});

// Those that came with the page.
const early = document.querySelectorAll("[data-page-toast]");
if (early.length) raise();
for (const element of early) expire(element, element.querySelector("[data-undo]") ? LASTS_WITH_UNDO : LASTS);
