/** Whether a text may be wider than its cell. Pure, and rather too often: to clip a cell costs far more than to draw it, and hundreds are drawn at once. */
const padding = 24;
/** Of the table's letters at 13 px: none of the ordinary ones is wider on average. */
const letter = 9;
const wide = /[^\x20-\x7e\u00a0-\u017f\u2010-\u2026−]|[MW@%]{3}/;

export function mayOverflow(text: string, width: number): boolean {
  return text.length * letter > width - padding || wide.test(text);
}
