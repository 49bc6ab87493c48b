// A button that writes its value into a field of its form, named by data-fills: a day that is one click away.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-fills]");
  const field = button?.form?.elements[button.dataset.fills];
  if (!field) return;
  field.value = button.value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
});
