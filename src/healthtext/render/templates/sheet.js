// @ts-check
// What an editor decided about the edits of one article: no word of this touches the page.
// Types are JSDoc, checked by `tsc --strict` (tests/browser); nothing is compiled or loaded.
"use strict";

/** @typedef {"pending"|"accept"|"reject"|"choose"|"write"} Decision */
/** @typedef {{decision: Decision, text: string, seconds: number|null, at: string}} Verdict */
/** @typedef {{id: string, old: string, new: string, rule: string, tier: string, score: number,
 *   made: boolean, reason: string, alternatives: string[]}} Item */
/** @typedef {[string, string, string, number, number, number, 0 | 1, number, string[]]} Row */
/** @typedef {{schema: string, version: string, article: {id: string, name: string,
 *   sha256: string, characters: number}}} Head */
/** @typedef {{head: Head, items: Row[], gaps: string[], file: string, rules: string[],
 *   tiers: string[], reasons: string[]}} Data */
/** @typedef {[number, Verdict]} Change */

const REACH = 40; // characters on each side by which a place is known again
const DECISIONS = ["pending", "accept", "reject", "choose", "write"];

class Sheet {
  /** @param {Data} data */
  constructor(data) {
    this.data = data;
    /** @type {Item[]} */
    this.items = data.items.map(([id, old, new_, rule, tier, score, made, reason, alternatives]) => ({
      id, old, new: new_, rule: data.rules[rule], tier: data.tiers[tier], score, made: made === 1,
      reason: data.reasons[reason], alternatives }));
    /** @type {Verdict[]} */
    this.verdicts = data.items.map(() => ({ decision: "pending", text: "", seconds: null, at: "" }));
    /** @type {Change[][]} */
    this.history = [];
    this.memory = `${data.head.schema} ${data.head.article.sha256}`;
  }

  get decided() {
    return this.verdicts.filter(({ decision }) => decision !== "pending").length;
  }

  /** @param {number} index */
  pending(index) {
    return this.verdicts[index].decision === "pending";
  }

  /** What stands at an edit's place. @param {number} index */
  wording(index) {
    const { decision, text } = this.verdicts[index];
    const edit = this.items[index];
    if (decision === "choose" || decision === "write") return text;
    return (decision === "pending" ? edit.made : decision === "accept") ? edit.new : edit.old;
  }

  /** Text typed into the page with the article's own line ends. @param {string} text */
  lines(text) {
    const crlf = this.data.gaps.some((gap) => gap.includes("\r\n"));
    return crlf ? text.replace(/\r?\n/g, "\r\n") : text;
  }

  /** The article with every decision made. */
  text() {
    return this.data.gaps.map((gap, index) =>
      gap + (index < this.items.length ? this.wording(index) : "")).join("");
  }

  /** The review file, one item a line; places and contexts count code points. */
  file() {
    const { gaps, head } = this.data;
    const whole = gaps.map((gap, index) => gap + (this.items[index]?.old ?? "")).join("");
    let unit = 0, start = 0;
    const lines = this.items.map(({ id, old, new: wording, rule, tier, score, made }, index) => {
      unit += gaps[index].length;
      start += [...gaps[index]].length;
      const end = start + [...old].length, last = unit + old.length;
      // Twice as many units and one more hold the code points whole, whatever pair is cut.
      const before = [...whole.slice(Math.max(unit - 2 * REACH - 1, 0), unit)].slice(-REACH).join("");
      const after = [...whole.slice(last, last + 2 * REACH + 1)].slice(0, REACH).join("");
      const item = { id, start, end, old, new: wording, before, after, rule, tier, score, made };
      unit = last;
      start = end;
      return `\n  ${JSON.stringify({ ...item, ...this.verdicts[index] })}`;
    });
    const top = JSON.stringify(head, null, 1).slice(0, -2);
    return `${top},\n "items": [${lines.join(",")}\n ]\n}\n`;
  }

  /** The other undecided edits with the same words. @param {number} current */
  equals(current) {
    const { old, rule, new: wording } = this.items[current];
    return this.items.flatMap((item, index) => index !== current && this.pending(index)
      && item.old === old && item.new === wording && item.rule === rule ? [index] : []);
  }

  /** @param {Change[]} changes */
  put(changes) {
    this.history.push(changes.map(([index]) => [index, this.verdicts[index]]));
    for (const [index, verdict] of changes) this.verdicts[index] = verdict;
    this.remember();
  }

  /** Take the last step back; returns the indices it had changed. */
  undo() {
    const last = this.history.pop() ?? [];
    for (const [index, verdict] of last) this.verdicts[index] = verdict;
    this.remember();
    return last.map(([index]) => index);
  }

  /** The changes that verdicts by the names of edits ask for. @param {Map<unknown, any>} found
   * @returns {Change[]} */
  changes(found) {
    return this.items.flatMap(({ id }, index) => {
      const { decision, text, seconds, at } = found.get(id) ?? {};
      const sound = decision !== "pending" && DECISIONS.includes(decision)
        && typeof text === "string" && typeof at === "string";
      const took = typeof seconds === "number" ? seconds : null;
      return sound ? [/** @type {Change} */ ([index, { decision, text, seconds: took, at }])] : [];
    });
  }

  /** Read a review file; returns what it changes, or what is wrong with it. @param {string} text
   * @returns {Change[] | string} */
  read(text) {
    /** @type {any} */
    let file;
    try {
      file = JSON.parse(text);
    } catch {
      return "That file is no review: it is no JSON.";
    }
    const { schema, article } = this.data.head;
    if (file?.schema !== schema || !Array.isArray(file.items)) return "That file is no review.";
    if (file.article?.sha256 !== article.sha256)
      return "That review is of another text. “healthtext review apply” finds places that moved.";
    const found = new Map(file.items.map((/** @type {any} */ item) => [item?.id, item]));
    if (found.size < file.items.length) return "That review decides one edit twice.";
    const changes = this.changes(found);
    const said = file.items.filter((/** @type {any} */ item) => item?.decision !== "pending");
    return said.length === changes.length ? changes : "That review has decisions that fit no edit.";
  }

  /** Keep the decisions in the browser, where it has a memory. */
  remember() {
    const kept = this.items.flatMap(({ id }, index) =>
      this.pending(index) ? [] : [[id, this.verdicts[index]]]);
    try {
      localStorage.setItem(this.memory, JSON.stringify(kept));
    } catch { /* private windows have none: the review file is the record */ }
  }

  /** The changes of an earlier visit. @returns {Change[]} */
  remembered() {
    try {
      return this.changes(new Map(JSON.parse(localStorage.getItem(this.memory) ?? "[]")));
    } catch {
      return [];
    }
  }
}
