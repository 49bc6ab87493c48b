// What htmx sends and what happens when the answer is not a page part.
import { meta } from "./dom.js";
import { closeDialog } from "./dialogs.js";
import { toast, sentence } from "./toasts.js";
import { refresh } from "./live.js";

document.addEventListener("htmx:config:request", (event) => {
  const { request } = event.detail.ctx;
  if (request.method !== "GET") request.headers["X-CSRFToken"] = meta("csrf-token");
});

// The server's web.done(): close the dialog, say so, reload what changed.
document.addEventListener("filon:done", (event) => {
  const { close, toast: said, refresh: kinds = [] } = event.detail;
  if (close) closeDialog();
  if (said) toast(said);
  for (const kind of kinds) refresh(kind);
});

// What waited its turn was asked for before the answer that replaced its target: htmx would drop what it brings.
document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = event.detail;
  if (ctx.target?.id && !ctx.target.isConnected) ctx.target = document.getElementById(ctx.target.id) ?? ctx.target;
});

document.addEventListener("htmx:response:error", (event) => {
  const { status } = event.detail.ctx.response;
  if (status === 422) return; // the form comes back with its errors
  toast({ text: sentence(`error-${status}`) || sentence(status >= 500 ? "error-500" : "error"), tone: "bad" });
});

document.addEventListener("htmx:error", () => toast({ text: sentence("offline"), tone: "bad" }));
