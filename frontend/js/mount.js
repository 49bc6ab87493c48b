// Heavy parts load only where the page has the element that needs them, once per element.
const lazy = {
  "[x-data]": () => import("./alpine.js"),
  "[data-chart]": () => import("./chart.js"),
  "[data-sortable]": () => import("./sortable.js"),
  // data-script="name" runs ./pages/name.js, which exports mount(element)
  "[data-script]": (element) => import(`./pages/${element.dataset.script}.js`),
};

export function mount(root) {
  for (const [selector, load] of Object.entries(lazy)) {
    for (const element of root.querySelectorAll(selector)) {
      if (element.dataset.mounted) continue;
      element.dataset.mounted = "1";
      load(element).then((module) => module.mount(element));
    }
  }
}
