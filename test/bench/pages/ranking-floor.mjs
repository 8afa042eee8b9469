import { fill, frameOf, ROW, rowNode, rows, sorted, VIEW } from "../lib/rows.mjs";

const data = rows();
const { view, tall } = frameOf();
let order;
let nodes = [];
const paint = () => {
  const first = Math.max(0, Math.min(Math.floor(view.scrollTop / ROW), order.length - nodes.length));
  nodes.forEach((node, k) => {
    const shown = first + k < order.length;
    node.hidden = !shown;
    if (!shown) return;
    fill(node, first + k, order[first + k], data);
    node.style.transform = `translateY(${(first + k) * ROW}px)`;
  });
};
const show = (to) => {
  order = to;
  tall.style.height = `${order.length * ROW}px`;
  paint();
};
globalThis.contender = {
  first() {
    nodes = Array.from({ length: Math.ceil(VIEW / ROW) + 1 }, rowNode);
    tall.append(...nodes);
    document.body.append(view);
    show(sorted(data, true));
    view.addEventListener("scroll", paint);
  },
  ready: () => true,
  scroller: () => view,
  rows: () => nodes,
  sort: (descending) => show(sorted(data, descending)),
  search: (text) => show(sorted(data, true).filter((i) => data.names[i].toLowerCase().includes(text))),
};
