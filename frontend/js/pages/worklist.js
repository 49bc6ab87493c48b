// A list that is worked through: when a row is done and leaves, the keyboard is on the one that took its place, and
// what was open to be read stays open.
const ROW = "[data-row]";
let at = -1;
let held = false;
const opened = new Set();

document.addEventListener("htmx:before:swap", () => {
  const row = document.activeElement?.closest?.(`[data-script=worklist] ${ROW}`);
  // where the focus fell on nothing, an earlier swap took the row away and its list is not mounted yet
  held = Boolean(row) || (held && document.activeElement === document.body);
  if (row) at = [...row.closest("[data-script=worklist]").querySelectorAll(ROW)].indexOf(row);
});

document.addEventListener("pointerdown", () => {
  held = false;
});

export function mount(list) {
  for (const row of list.querySelectorAll(ROW)) {
    const details = row.querySelector("details");
    if (!details) continue;
    details.open = opened.has(row.dataset.key);
    details.addEventListener("toggle", () => {
      if (details.open) opened.add(row.dataset.key);
      else opened.delete(row.dataset.key);
    });
  }
  if (!held || document.activeElement !== document.body) return;
  held = false;
  const rows = [...list.querySelectorAll(ROW)];
  rows[Math.min(at, rows.length - 1)]?.querySelector("[data-handle], a[href], button")?.focus();
}
