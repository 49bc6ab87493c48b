// The command palette: asks the server as one types, arrows choose, Enter opens.
import { onAction } from "./dom.js";

const PAUSE = 120;
const dialog = document.getElementById("palette");
const input = dialog?.querySelector("input");
const list = document.getElementById("palette-items");
let timer = 0;
let asked = null;

export function openPalette() {
  if (!dialog || dialog.open) return;
  dialog.showModal();
  input.select();
  ask();
}

async function ask() {
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(`${dialog.dataset.palette}?q=${encodeURIComponent(input.value)}`, { signal: asked.signal });
    if (!answer.ok) return;
    list.innerHTML = await answer.text();
    choose(list.querySelector("[role=option]"));
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}

function choose(option) {
  for (const other of list.querySelectorAll("[role=option]")) other.setAttribute("aria-selected", String(other === option));
  input.setAttribute("aria-activedescendant", option?.id ?? "");
  option?.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = [...list.querySelectorAll("[role=option]")];
  const at = all.findIndex((option) => option.ariaSelected === "true");
  if (all.length) choose(all[(at + by + all.length) % all.length]);
}

const moves = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  Enter: () => list.querySelector('[aria-selected="true"]')?.click(),
};

if (dialog) {
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (!moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  });
  list.addEventListener("mousemove", (event) => {
    const option = event.target.closest("[role=option]");
    if (option && option.ariaSelected !== "true") choose(option);
  });
  onAction("palette", openPalette);
}
