/** Sections of metrics as the rows of a list: a head, then charts side by side. Only the rows in view are mounted. Pure. */
export type LayoutRow = { kind: 'head'; prefix: string; count: number; open: boolean } | { kind: 'charts'; keys: string[] };

export function prefixOf(key: string): string {
  return key.includes('/') ? key.slice(0, key.lastIndexOf('/')) : '';
}

/** Metrics without a prefix first, the rest by the alphabet, numbers by their size; of what the machine says of itself last. */
export function layoutOf(keys: readonly string[], search: string, closed: ReadonlySet<string>, columns: number): LayoutRow[] {
  const compare = (a: string, b: string) => a.localeCompare(b, undefined, { numeric: true });
  const wanted = search.trim().toLowerCase();
  const found = keys.filter((key) => key.toLowerCase().includes(wanted)).sort(compare);
  const system = (prefix: string) => Number(prefix === 'system' || prefix.startsWith('system/'));
  const sections = [...Map.groupBy(found, prefixOf)].sort(([a], [b]) => system(a) - system(b) || compare(a, b));
  return sections.flatMap(([prefix, members]): LayoutRow[] => {
    const open = !closed.has(prefix);
    const head: LayoutRow[] = sections.length === 1 && prefix === '' ? [] : [{ kind: 'head', prefix, count: members.length, open }];
    if (!open) return head;
    const lines = Array.from(
      { length: Math.ceil(members.length / columns) },
      (_, line): LayoutRow => ({
        kind: 'charts',
        keys: members.slice(line * columns, (line + 1) * columns),
      }),
    );
    return [...head, ...lines];
  });
}
