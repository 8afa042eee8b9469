import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from "@tanstack/virtual-core";
import { fill, frameOf, ROW, rowNode, rows, sorted } from "../lib/rows.mjs";

const data = rows();
const { view, tall } = frameOf();
let order;
let virtual;
const nodes = new Map();
const paint = () => {
  const items = virtual.getVirtualItems();
  tall.style.height = `${virtual.getTotalSize()}px`;
  const wanted = new Set(items.map(({ index }) => index));
  for (const [index, node] of nodes) {
    if (wanted.has(index)) continue;
    node.remove();
    nodes.delete(index);
  }
  for (const { index, start } of items) {
    let node = nodes.get(index);
    if (!node) nodes.set(index, (node = tall.appendChild(rowNode())));
    fill(node, index, order[index], data);
    node.style.transform = `translateY(${start}px)`;
  }
};
const options = () => ({
  count: order.length,
  getScrollElement: () => view,
  estimateSize: () => ROW,
  overscan: 1,
  scrollToFn: elementScroll,
  observeElementRect,
  observeElementOffset,
  onChange: paint,
});
const show = (to) => {
  order = to;
  virtual.setOptions(options());
  virtual.measure();
  virtual._willUpdate();
  paint();
};
globalThis.contender = {
  first() {
    document.body.append(view);
    order = sorted(data, true);
    virtual = new Virtualizer(options());
    virtual._didMount();
    show(order);
  },
  ready: () => nodes.size > 5,
  scroller: () => view,
  rows: () => [...nodes.values()],
  sort: (descending) => show(sorted(data, descending)),
  search: (text) => show(sorted(data, true).filter((i) => data.names[i].toLowerCase().includes(text))),
};
