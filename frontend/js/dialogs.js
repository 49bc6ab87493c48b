// Dialogs swapped into #modal open themselves, those of the corner without covering the page; hx-confirm and data-confirm ask in a dialog of ours.
import { onAction } from "./dom.js";

const modal = () => document.querySelector("#modal dialog");

export function closeDialog() {
  modal()?.close();
}

let wasOpen = false;
document.addEventListener("htmx:before:swap", () => {
  wasOpen = Boolean(modal()?.open);
});

// A dialog that came with its page, by its address: there is nothing under it, so that closing it goes up.
let up = "";
document.addEventListener("DOMContentLoaded", () => {
  if (modal()) up = document.querySelector(".bar a.icon")?.href ?? "/";
  open();
  if (!modal()) toFault();
});

document.addEventListener("htmx:after:swap", (event) => {
  open();
  if (!modal() && event.detail.ctx?.response?.status === 422) toFault();
});

const FAULT = '[aria-invalid="true"]';

// A form of the page came back with its faults: the first may be far above the button that sent it.
function toFault() {
  document.querySelector(`main ${FAULT}`)?.focus();
}

function open() {
  const dialog = modal();
  if (!dialog || dialog.open) return;
  dialog.classList.toggle("again", wasOpen); // the same form with its errors does not fly in twice
  dialog.addEventListener("close", () => (up ? location.assign(up) : dialog.remove()), { once: true });
  if (dialog.classList.contains("corner")) dialog.show();
  else dialog.showModal();
  dialog.querySelector(`${FAULT}, [autofocus], .body :is(input, select, textarea):not([type=hidden])`)?.focus();
}

// Escape closes a modal by itself.
document.addEventListener("keydown", (event) => {
  const dialog = event.key === "Escape" && event.target.closest?.("dialog.corner[open]");
  if (dialog) dialog.close();
});

onAction("close", (button) => button.closest("dialog").close());
onAction("help", () => openSheet("help"));

export function openSheet(id) {
  const sheet = document.getElementById(id);
  if (sheet && !sheet.open) sheet.showModal();
}

// A click beside the dialog closes it, unless something was typed in it.
document.addEventListener("mousedown", (event) => {
  const dialog = event.target;
  if (!(dialog instanceof HTMLDialogElement) || !dialog.open || dialog.id === "confirm") return;
  const box = dialog.getBoundingClientRect();
  const outside = event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
  const typed = [...dialog.querySelectorAll("input:not([type=hidden], [type=search]), textarea")].some((field) => field.value !== field.defaultValue);
  if (outside && !typed) dialog.close();
});

// true when the person said yes
function ask(text, { label, danger }) {
  const dialog = document.getElementById("confirm");
  const yes = dialog.querySelector("[value=yes]");
  dialog.querySelector("#confirm-text").textContent = text;
  yes.textContent = label || yes.dataset.default;
  yes.className = danger ? "btn danger" : "btn primary";
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

const wording = ({ confirmLabel: label, confirmDanger: danger }) => ({ label, danger: danger !== undefined });

document.addEventListener("htmx:confirm", (event) => {
  event.preventDefault();
  const { ctx, issueRequest, dropRequest } = event.detail;
  ask(ctx.confirm, wording(ctx.sourceElement.dataset)).then((yes) => (yes ? issueRequest() : dropRequest()));
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const { confirm } = form.dataset;
  if (!confirm || form.dataset.confirmed) return;
  event.preventDefault();
  if (!(await ask(confirm, wording(form.dataset)))) return;
  form.dataset.confirmed = "1";
  form.requestSubmit(event.submitter);
});
