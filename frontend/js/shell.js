// Theme and density (kept in a cookie so that the first paint is right), copying, keys named as on this machine.
import { root } from "./dom.js";
import { toast, sentence } from "./toasts.js";

const YEAR = 31536000;

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-set]");
  if (!button) return;
  const { set } = button.dataset;
  if (button.value) root.dataset[set] = button.value;
  else delete root.dataset[set];
  document.cookie = `${set}=${button.value};path=/;max-age=${YEAR};samesite=lax`;
  for (const other of document.querySelectorAll(`[data-set="${set}"]`)) other.setAttribute("aria-pressed", String(other === button));
  document.dispatchEvent(new Event("theme"));
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  button.classList.add("copied");
  setTimeout(() => button.classList.remove("copied"), 1500);
  toast({ text: sentence("copied"), tone: "ok" });
});

if (/Mac|iP(hone|ad)/.test(navigator.platform)) {
  for (const key of document.querySelectorAll("kbd[data-mod]")) key.textContent = `⌘ ${key.dataset.mod}`;
}

// On a phone the menus of tabs and settings scroll sideways: begin where we are.
for (const here of document.querySelectorAll(".settings-nav [aria-current], .tabs [aria-current]")) {
  here.scrollIntoView({ block: "nearest", inline: "center" });
}

// A file dropped on .drop goes to its input.
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const zone = event.target.closest?.(".drop");
    if (!zone) return;
    event.preventDefault();
    zone.classList.toggle("over", kind === "dragover");
    if (kind !== "drop" || !event.dataTransfer.files.length) return;
    const input = zone.querySelector("input[type=file]");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
function nameFile(input) {
  const label = input.closest?.(".drop")?.querySelector("[data-file-name]");
  if (label && input.files?.[0]) label.textContent = input.files[0].name;
}
document.addEventListener("change", (event) => nameFile(event.target));
// Chosen before this script ran, or kept by the browser when the page was loaded again.
for (const input of document.querySelectorAll(".drop input[type=file]")) nameFile(input);
