/** What every demo page shares: the theme switch, and how much of the window its own bar covers. */

const KEY = "demo-theme";
const picker = /** @type {HTMLSelectElement | null} */ (document.querySelector("#theme"));

/** @param {string} theme */
function apply(theme) {
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

if (picker) {
  let kept = "system";
  try {
    kept = localStorage.getItem(KEY) ?? "system";
  } catch {
    // A sandboxed frame has no storage.
  }
  picker.value = [...picker.options].some((option) => option.value === kept) ? kept : "system";
  apply(picker.value);
  picker.addEventListener("change", () => {
    apply(picker.value);
    try {
      localStorage.setItem(KEY, picker.value);
    } catch {
      // As above: the choice then lasts as long as the page.
    }
  });
}

const bar = /** @type {HTMLElement | null} */ (document.querySelector(".toolbar"));
if (bar)
  new ResizeObserver(() => {
    const covered = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
    document.documentElement.style.setProperty("--risk-sticky-top", `${covered}px`);
  }).observe(bar);

/**
 * An element of the page by its id, of the class that the page expects there.
 * @template {Element} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
export function byId(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} #${id}.`);
  return found;
}

/**
 * A copy of a template's content.
 * @param {string} id
 */
export const copyOf = (id) => document.importNode(byId(id, HTMLTemplateElement).content, true);

/**
 * An element with text and attributes.
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Lets the browser draw and listen before a long task goes on. */
export const breathe = () =>
  /** @type {Promise<void>} */ (
    new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done();
      port2.postMessage(null);
    })
  );
