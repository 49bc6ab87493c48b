// Rows that are dragged into order: data-sortable="/url/" posts id=…&id=… in the new order.
import Sortable from "sortablejs";

export function mount(list) {
  Sortable.create(list, {
    animation: 150,
    handle: list.querySelector("[data-drag]") ? "[data-drag]" : undefined,
    delay: 120,
    delayOnTouchOnly: true,
    onEnd: () => {
      const body = new FormData();
      for (const item of list.querySelectorAll("[data-id]")) body.append("id", item.dataset.id);
      window.htmx.ajax("POST", list.dataset.sortable, { source: list, swap: "none", values: { ids: body.getAll("id").join(",") } });
    },
  });
}
