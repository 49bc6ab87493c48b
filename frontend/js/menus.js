// Menus are popovers (closing by click or Escape is the browser's); this places them and moves with the arrows.
const GAP = 4;
const EDGE = 8;

function place(menu, button) {
  const anchor = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = anchor.bottom + GAP + height <= innerHeight - EDGE;
  const left = anchor.left + width <= innerWidth - EDGE ? anchor.left : anchor.right - width;
  menu.style.left = `${Math.max(EDGE, left)}px`;
  menu.style.top = `${Math.max(EDGE, below ? anchor.bottom + GAP : anchor.top - GAP - height)}px`;
}

// A menu with a name may have several buttons, as the personal area has: it opens beside the one that was used.
const used = new WeakMap();
const opener = (menu) => used.get(menu) ?? menu.previousElementSibling;

document.addEventListener("click", (event) => {
  const button = event.target.closest("[popovertarget]");
  if (button) used.set(document.getElementById(button.getAttribute("popovertarget")), button);
}, true);

const items = (menu) => [...menu.querySelectorAll("a, button:not([disabled])")];

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-menu]");
  if (button) button.nextElementSibling.togglePopover();
});

document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!menu.matches?.(".menu[popover]")) return;
  const button = opener(menu);
  const open = event.newState === "open";
  button.setAttribute("aria-expanded", String(open));
  if (!open) return;
  place(menu, button);
  // this event comes after the menu does: who is quick is on another item by then
  if (!menu.contains(document.activeElement)) items(menu)[0]?.focus();
}, true);

document.addEventListener("click", (event) => {
  const menu = event.target.closest(".menu-item")?.closest("[popover]");
  if (!menu) return;
  const within = menu.contains(document.activeElement);
  menu.hidePopover();
  if (within) opener(menu)?.focus({ preventScroll: true }); // the keyboard goes on from where it opened the menu
});

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.(".menu:popover-open");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!menu || !step) return;
  event.preventDefault();
  const all = items(menu);
  all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
});
