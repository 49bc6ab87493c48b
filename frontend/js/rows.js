// Ticked rows: the box in the head ticks all, shift ticks a range, a bar says how many and what can be done.
import { onAction } from "./dom.js";

const boxes = (table) => [...table.querySelectorAll("tbody [type=checkbox][name=id]")];
let last = null;

document.addEventListener("click", (event) => {
  const box = event.target;
  if (!box.matches?.("tbody [type=checkbox][name=id]")) return;
  const all = boxes(box.closest("table"));
  if (event.shiftKey && last && all.includes(last)) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    for (const between of all.slice(from, to + 1)) between.checked = box.checked;
  }
  last = box;
});

document.addEventListener("change", (event) => {
  if (event.target.matches?.("[data-check-all]")) {
    for (const box of boxes(event.target.closest("table"))) box.checked = event.target.checked;
  }
  if (event.target.matches?.("[type=checkbox]")) count();
});

onAction("untick", () => {
  for (const box of document.querySelectorAll("tbody [name=id]:checked")) box.checked = false;
  count();
});

function count() {
  const ticked = document.querySelectorAll("tbody [name=id]:checked").length;
  for (const bar of document.querySelectorAll("[data-bulk]")) {
    bar.hidden = ticked === 0;
    bar.querySelector("[data-bulk-count]").textContent = String(ticked);
    // the whole list is chosen for what is ticked now, never for what is ticked next
    for (const whole of bar.querySelectorAll("[data-whole-list]")) whole.checked &&= ticked > 0;
  }
  for (const head of document.querySelectorAll("[data-check-all]")) {
    const total = boxes(head.closest("table")).length;
    head.checked = total > 0 && ticked === total;
    head.indeterminate = ticked > 0 && ticked < total;
  }
}
document.addEventListener("htmx:after:swap", count);

// A list that reloads itself keeps the row that the keyboard is on; where that row left, the one that took its place.
const rows = () => [...document.querySelectorAll("[data-row]")];
let at = null;
document.addEventListener("htmx:before:swap", () => {
  const here = document.activeElement;
  const row = here?.closest?.("[data-row]");
  at = row ? { href: here.getAttribute("href"), id: row.id, place: rows().indexOf(row) } : null;
});
document.addEventListener("htmx:after:swap", () => {
  if (!at || document.activeElement !== document.body) return;
  const link = at.href && document.querySelector(`[data-row] a[href="${CSS.escape(at.href)}"]`);
  const row = at.id ? (document.getElementById(at.id) ?? rows()[at.place]) : null;
  (link || row?.querySelector("td.m :is(a, button)"))?.focus({ preventScroll: true });
});
