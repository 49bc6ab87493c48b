// A click on a number calls it, and opens the editor of a note on this call beside it.
document.addEventListener("click", (event) => {
  const { note } = event.target.closest("a[data-note]")?.dataset ?? {};
  if (note) window.htmx.ajax("GET", note, { source: document.body, target: "#modal", swap: "innerHTML" });
});

// The tab of an establishment is marked at once; what stands under it follows.
document.addEventListener("click", (event) => {
  const tab = event.target.closest('[role="tab"]');
  for (const other of tab?.closest('[role="tablist"]').querySelectorAll('[role="tab"]') ?? []) {
    other.setAttribute("aria-selected", String(other === tab));
  }
});
