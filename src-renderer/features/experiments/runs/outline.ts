/**
 * The rows of the table, by their number: runs at the root that may be a hundred thousand and are known by number only, and between them the
 * rows of what is open. Nothing here grows with the number of runs. Pure.
 */
export interface Opened<Row> {
  /** The number of the root among the roots. */
  root: number;
  rows: readonly Row[];
}

export interface Outline<Row> {
  count: number;
  /** Either a root by its number, or a row of what is open under one. */
  at(index: number): { root: number } | { row: Row };
  /** Where a root stands. */
  indexOf(root: number): number;
  /** The root that is there or above. */
  rootAt(index: number): number;
}

export function outline<Row>(roots: number, opened: readonly Opened<Row>[]): Outline<Row> {
  const sorted = opened.filter(({ root, rows }) => root < roots && rows.length > 0).sort((a, b) => a.root - b.root);
  // Of each open root, how many rows were put in before it.
  const before: number[] = [];
  let inserted = 0;
  for (const { rows } of sorted) {
    before.push(inserted);
    inserted += rows.length;
  }
  const last = (fits: (place: number) => boolean) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (fits(middle)) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  const rootRow = (place: number) => (sorted[place]?.root ?? 0) + (before[place] ?? 0);
  return {
    count: roots + inserted,
    at(index) {
      const place = last((each) => rootRow(each) < index);
      const open = sorted[place];
      if (!open) return { root: index };
      const offset = index - rootRow(place) - 1;
      const row = open.rows[offset];
      return row === undefined ? { root: open.root + 1 + offset - open.rows.length } : { row };
    },
    rootAt(index) {
      const place = last((each) => rootRow(each) <= index);
      const open = sorted[place];
      return open ? open.root + Math.max(0, index - rootRow(place) - open.rows.length) : index;
    },
    indexOf(root) {
      const place = last((each) => (sorted[each]?.root ?? 0) < root);
      return root + (before[place] ?? 0) + (sorted[place]?.rows.length ?? 0);
    },
  };
}

/** Pages of roots that a stretch of rows needs, a half page ahead at either side. */
export function pagesFor(first: number, last: number, size: number, total: number): number[] {
  const from = Math.max(0, Math.floor((first - size / 2) / size));
  const to = Math.max(from, Math.min(Math.ceil(total / size) - 1, Math.floor((last + size / 2) / size)));
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
