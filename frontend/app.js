import "htmx.org";
import "./js/requests.js";
import "./js/shell.js";
import "./js/dialogs.js";
import "./js/calling.js";
import "./js/fills.js";
import "./js/folds.js";
import "./js/toasts.js";
import "./js/menus.js";
import "./js/rows.js";
import "./js/keys.js";
import "./js/palette.js";
import "./js/live.js";
import { mount } from "./js/mount.js";

mount(document);
document.addEventListener("htmx:after:swap", () => mount(document));

// htmx wires the page in a timeout of its own after load; tests and keys wait for this mark.
setTimeout(() => {
  document.documentElement.dataset.ready = "1";
});
