// @ts-check
// The dock in which edits are decided, and what the decisions change on the page.

/** @type {Record<Decision, string>} */
const DONE = { pending: "undecided", accept: "accepted", reject: "rejected",
  choose: "replaced", write: "replaced" };
const LONGEST = 600; // seconds; whoever took longer was doing something else

/** Let the edits of one article be decided. @type {(article: HTMLElement) => void} */
const reviewing = (article) => {
  const id = article.id;
  const sheet = new Sheet(JSON.parse(one(article, "script.data").textContent ?? ""));
  const { items, verdicts } = sheet;
  const dock = one(article, ".dock");
  const links = all(article, ".repaired .change");
  const olds = all(article, ".original .change");
  /** The list's rows by number: a very long article has more edits than its list. */
  const rows = new Map(all(article, ".edits [data-e]").map((row) => [Number(row.dataset.e), row]));
  const nodes = links.map((link) => Array.from(link.childNodes));
  const classes = links.map((link) => link.className);
  const status = one(dock, "[role=status]");
  const own = /** @type {HTMLTextAreaElement} */ (one(dock, ".own textarea"));
  const same = /** @type {HTMLInputElement} */ (one(dock, ".same input"));
  let current = -1;
  let shownAt = 0;

  const say = (/** @type {string} */ text) => { status.textContent = text; };

  const count = () => {
    one(dock, ".count").textContent = `${sheet.decided} of ${items.length} decided`;
    /** @type {HTMLProgressElement} */ (one(dock, "progress")).value = sheet.decided;
    /** @type {HTMLButtonElement} */ (one(dock, "[data-do=undo]")).disabled = !sheet.history.length;
  };

  /** Show an edit's state in the text and in the list. @type {(index: number) => void} */
  const paint = (index) => {
    const link = links[index], words = sheet.wording(index), decision = verdicts[index].decision;
    link.className = classes[index];
    if (decision === "pending") link.replaceChildren(...nodes[index]);
    else {
      link.classList.remove("waits", "now", "gone");
      link.classList.add(decision === "reject" ? "rejected" : "now", "decided");
      link.classList.toggle("gone", !words);
      link.replaceChildren(made(decision === "reject" ? "span" : "ins", words));
    }
    for (const element of [link, olds[index]])
      element.classList.toggle("current", index === current);
    const row = rows.get(index);
    if (!row) return;
    row.dataset.status = DONE[decision];
    const how = decision === "choose" || decision === "write" ? ` by ${quoted(words)}` : "";
    one(row, ".status").textContent = DONE[decision] + how;
  };

  /** @type {(changes: Change[]) => void} */
  const put = (changes) => {
    sheet.put(changes);
    changes.forEach(([index]) => paint(index));
    count();
  };

  /** Fill the dock with an edit. @type {(index: number) => void} */
  const fill = (index) => {
    const item = items[index], state = DONE[verdicts[index].decision];
    const what = made("p", "", "what");
    what.append(made("b", `E${index + 1}`), " ", made("span", item.tier, `tier ${item.tier}`), " ",
      made("del", quoted(item.old)), " → ", made("ins", quoted(item.new)), " ",
      made("span", state, "state"));
    const why = `${item.reason}${item.reason ? " · " : ""}${item.rule}, ${
      Math.round(item.score * 100)}% sure`;
    one(dock, ".edit-view").replaceChildren(what, made("p", why, "why"));
    one(dock, ".others").replaceChildren(...item.alternatives.map((other, number) => {
      const button = made("button", quoted(other));
      Object.assign(button.dataset, { do: "choose", words: other });
      if (number < 9) button.prepend(made("kbd", `${number + 1}`), " ");
      return button;
    }));
    own.value = sheet.pending(index) ? item.new || item.old : sheet.wording(index);
    const alike = sheet.equals(index).length;
    one(dock, ".same").hidden = !alike;
    same.checked = false;
    one(dock, ".same span").textContent = `and ${alike} more like it`;
    say(`Edit ${index + 1} of ${items.length}, ${item.tier}, ${state}: ${
      quoted(item.old)} to ${quoted(item.new)}`);
  };

  /** Make an edit the current one; none for -1. @type {(index: number, focus: boolean) => void} */
  const select = (index, focus) => {
    const before = current;
    current = index;
    if (before >= 0) paint(before);
    dock.classList.toggle("open", index >= 0);
    dock.classList.remove("shows-card");
    if (index < 0) return;
    paint(index);
    shownAt = Date.now();
    fill(index);
    links[index].scrollIntoView({ block: "center" });
    if (focus) links[index].focus({ preventScroll: true });
  };

  /** Go to the next edit in a direction. @type {(step: number, focus: boolean, open?: boolean) => void} */
  const go = (step, focus, open = false) => {
    const from = current < 0 && step < 0 ? 0 : current;
    for (let n = 1; n <= items.length; n++) {
      const index = (from + step * n + n * items.length) % items.length;
      if (!open || sheet.pending(index)) return select(index, focus);
    }
    if (current >= 0) select(current, focus);
    say("Every edit is decided. Save the text or the review.");
  };

  /** @type {(decision: Decision, text: string, focus: boolean) => void} */
  const decide = (decision, text, focus) => {
    if (current < 0) return;
    const seconds = Math.round((Date.now() - shownAt) / 100) / 10;
    const at = new Date().toISOString();
    const others = same.checked ? sheet.equals(current) : [];
    put([[current, { decision, text, seconds: seconds > LONGEST ? null : seconds, at }],
      ...others.map((index) => /** @type {Change} */ ([index, { decision, text, seconds: null, at }]))]);
    go(1, focus, true);
  };

  /** Decide every undecided edit of a group that its list shows, or has no room for. */
  const bulk = (/** @type {HTMLElement} */ button) => {
    const { group } = button.dataset;
    const decision = /** @type {Decision} */ (button.dataset.bulk);
    const verdict = { decision, text: "", seconds: null, at: new Date().toISOString() };
    const filtered = [...rows.values()].some((row) => row.hidden);
    const changes = items.flatMap((item, index) => {
      const meant = sheet.pending(index) && (item.made ? "made" : item.tier) === group;
      const shown = rows.has(index) ? !rows.get(index)?.hidden : !filtered;
      return meant && shown ? [/** @type {Change} */ ([index, verdict])] : [];
    });
    if (changes.length) put(changes);
    say(`${changes.length} edits ${DONE[decision]}; one undo takes them back.`);
  };

  const open = (/** @type {string} */ text) => {
    const found = sheet.read(text);
    if (typeof found === "string") return say(found);
    if (found.length) put(found);
    say(`${found.length} decisions taken over.`);
  };

  /** @type {Record<string, (focus: boolean, button?: HTMLElement) => unknown>} */
  const actions = {
    accept: (focus) => decide("accept", "", focus),
    reject: (focus) => decide("reject", "", focus),
    choose: (focus, button) => decide("choose", button?.dataset.words ?? "", focus),
    own: (focus) => {
      const text = sheet.lines(own.value);
      const known = current >= 0 && items[current].alternatives.includes(text);
      decide(known ? "choose" : "write", text, focus);
    },
    undo: (focus) => {
      const indices = sheet.undo();
      indices.forEach(paint);
      count();
      if (indices.length) select(indices[0], focus);
    },
    next: (focus) => go(1, focus),
    back: (focus) => go(-1, focus),
    start: () => go(1, true, true),
    close: () => { const last = current; select(-1, false); links[last]?.focus(); },
    copy: async () => say(await copy(sheet.text()) ? "Text copied." : "The browser refused to copy."),
    text: () => save(sheet.text(), "text/plain", `${sheet.data.file}.txt`),
    review: () => save(sheet.file(), "application/json", `${sheet.data.file}.review.json`),
  };

  article.addEventListener("click", (event) => {
    const action = closest(event.target, "[data-do]");
    const button = closest(event.target, "[data-bulk]");
    const change = closest(event.target, "[data-pick]");
    const entity = closest(event.target, "[data-card]");
    if (action) actions[action.dataset.do ?? ""]?.(false, action);
    else if (button) bulk(button);
    else if (change) {
      event.preventDefault();
      select(Number(change.dataset.pick), true);
    } else if (entity) {
      select(-1, false);
      dock.classList.add("open", "shows-card");
      const card = one(article, `#${id}-n${entity.dataset.card}`);
      one(dock, ".card-view").replaceChildren(...Array.from(card.cloneNode(true).childNodes));
    }
  });

  /** @type {Record<string, string>} */
  const keys = { a: "accept", r: "reject", u: "undo", n: "next", j: "next", p: "back", k: "back",
    Escape: "close" };
  article.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.isComposing || event.altKey || event.metaKey) return;
    if (event.ctrlKey && (key !== "z" || target === own)) return;
    // Single letters work on the text and in the dock only, and never while somebody types.
    if (!closest(target, ".sides, .dock")) return;
    const number = Number(key);
    /** @type {HTMLElement | undefined} */
    let button;
    let name = event.ctrlKey ? "undo" : keys[key];
    if (target === own) name = key === "Enter" && !event.shiftKey ? "own"
      : key === "Escape" ? "close" : "";
    else if (number > 0) {
      button = all(dock, ".others button")[number - 1];
      name = button && current >= 0 ? "choose" : "";
    } else if (key === "e" && current >= 0) {
      event.preventDefault();
      own.select();
      own.focus();
    }
    if (!name) return;
    event.preventDefault();
    actions[name](true, button);
  });

  one(dock, "input[type=file]").addEventListener("change", async (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const file = input.files?.[0];
    if (file) open(await file.text());
    input.value = "";
  });

  const earlier = sheet.remembered();
  if (earlier.length) {
    put(earlier);
    say(`${earlier.length} decisions of an earlier visit are back; one undo takes them out.`);
  }
  /** @type {HTMLDetailsElement} */ (one(dock, ".files")).open = !matchMedia("(max-width: 46rem)").matches;
  dock.hidden = false;
  count();
};

document.documentElement.classList.add("js");
for (const filters of all(document, ".filters")) filtering(filters);
for (const article of all(document, "article[data-review]")) reviewing(article);
