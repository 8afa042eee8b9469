/** A chart’s table and its exports. */
export const tools = {
  _: "common",
  showTable: "Show as a table",
  hideTable: "Hide the table",
  export: "Export",
  exportCsv: "Data (CSV)",
  exportJson: "Data (JSON)",
  exportSvg: "Picture (SVG)",
  exportPng: "Picture (PNG)",
} as const;
