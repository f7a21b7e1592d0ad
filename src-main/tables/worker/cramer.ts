/** `cramersV`: how much two categories tell of each other, from 0 to 1, by the counts of their pairs; null where one of them does not vary. Uncorrected. */
export function cramersV(cells: readonly { x: string; y: string; count: number }[]): number | null {
  const rows = sums(cells, 'x');
  const columns = sums(cells, 'y');
  const least = Math.min(rows.size, columns.size) - 1;
  if (least < 1) return null;
  const total = cells.reduce((sum, { count }) => sum + count, 0);
  const found = new Map(cells.map(({ x, y, count }) => [JSON.stringify([x, y]), count]));
  let chi = 0;
  for (const [x, inRow] of rows) {
    for (const [y, inColumn] of columns) {
      const expected = (inRow * inColumn) / total;
      chi += ((found.get(JSON.stringify([x, y])) ?? 0) - expected) ** 2 / expected;
    }
  }
  return Math.sqrt(chi / total / least);
}

function sums(cells: readonly { x: string; y: string; count: number }[], by: 'x' | 'y'): Map<string, number> {
  const found = new Map<string, number>();
  for (const cell of cells) found.set(cell[by], (found.get(cell[by]) ?? 0) + cell.count);
  return found;
}
