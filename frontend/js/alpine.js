// Alpine, CSP build: methods live here, the markup only names them. Add a page's component to the table below.
import Alpine from "@alpinejs/csp";

const components = {};

for (const [name, component] of Object.entries(components)) Alpine.data(name, component);
let started = false;

export function mount() {
  if (started) return; // Alpine watches the document by itself after that
  started = true;
  Alpine.start();
}
