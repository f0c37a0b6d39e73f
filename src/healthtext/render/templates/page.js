// @ts-check
// Helpers of the page's script, and the filters of its lists.

/** @type {(root: ParentNode, selector: string) => HTMLElement} */
const one = (root, selector) => {
  const found = root.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`no ${selector}`);
  return found;
};
/** @type {(root: ParentNode, selector: string) => HTMLElement[]} */
const all = (root, selector) =>
  /** @type {HTMLElement[]} */ (Array.from(root.querySelectorAll(selector)));
/** @type {(tag: string, text: string, name?: string) => HTMLElement} */
const made = (tag, text, name = "") => {
  const element = document.createElement(tag);
  element.textContent = text;
  if (name) element.className = name;
  return element;
};
/** @type {(target: EventTarget|null, selector: string) => HTMLElement|null} */
const closest = (target, selector) =>
  target instanceof Element ? target.closest(selector) : null;

const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** Words in quotes, what cannot be seen in them named. @type {(text: string) => string} */
const quoted = (text) => {
  const seen = text.replace(/\r\n|\r|\n/g, "⏎").replace(/\t/g, "⇥").replace(UNSEEN, (char) =>
    `U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
  return text ? `“${seen.trim() ? seen : seen.replace(/ /g, "␣")}”` : "nothing";
};

/** @type {(text: string, kind: string, name: string) => void} */
const save = (text, kind, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${kind};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};

/** @type {(text: string) => Promise<boolean>} */
const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const box = document.createElement("textarea"); // no permission, or no secure origin
    box.value = text;
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }
};

/** Show only the entries of a list that its filters ask for. @type {(filters: HTMLElement) => void} */
const filtering = (filters) => {
  const section = /** @type {HTMLElement} */ (filters.parentElement);
  const inputs = /** @type {(HTMLSelectElement|HTMLInputElement)[]} */
    (all(filters, "select, input"));
  const entries = all(section, "[data-entry]");
  const apply = () => {
    let shown = 0;
    for (const entry of entries) {
      entry.hidden = !inputs.every(({ name, value }) => !value || (name === "words"
        ? (entry.textContent ?? "").toLowerCase().includes(value.toLowerCase())
        : entry.dataset[name] === value));
      shown += Number(!entry.hidden);
    }
    one(filters, "output").textContent = `${shown} of ${entries.length} shown`;
  };
  filters.addEventListener("input", apply);
  apply();
};
