// Small things every part uses.
export const root = document.documentElement;

export const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";

export const isTyping = () => {
  const active = document.activeElement;
  return Boolean(active?.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(active?.tagName ?? "") && !/^(checkbox|radio|button|submit)$/.test(active.type));
};

export const isOpen = () => document.querySelector("dialog[open]") !== null;

// A click on [data-action="name"], wherever it was swapped in.
export function onAction(name, run) {
  document.addEventListener("click", (event) => {
    const found = event.target.closest(`[data-action="${name}"]`);
    if (found) run(found, event);
  });
}
