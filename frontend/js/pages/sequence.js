// [data-insert] puts a variable where the person was writing last in this email, or at the end of its message.
const last = new WeakMap();

export function mount(form) {
  form.addEventListener("focusin", ({ target }) => {
    if (target.matches("textarea, input[type=text]") && target.closest("[data-step]")) last.set(target.closest("[data-step]"), target);
  });
  form.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-insert]");
    if (button) insert(button.closest("[data-step]"), button.dataset.insert);
  });
}

function insert(step, text) {
  const field = last.get(step)?.isConnected ? last.get(step) : step.querySelector("textarea");
  step.querySelector(".menu:popover-open")?.hidePopover();
  field.focus();
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
