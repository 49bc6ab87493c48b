// A fold that somebody opened stays open when its part of the page is drawn again.
const opened = new Set();

document.addEventListener("toggle", ({ target: fold }) => {
  if (!fold.matches?.("details[id]")) return;
  if (fold.open) opened.add(fold.id);
  else opened.delete(fold.id);
}, true);

document.addEventListener("htmx:after:swap", () => {
  for (const fold of document.querySelectorAll("details[id]:not([open])")) fold.open = opened.has(fold.id);
});
