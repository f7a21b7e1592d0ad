/** `pathOf`: ways that go along and across, as one path of SVG in which nothing is drawn twice: a fan of a thousand is some tens of lines. Pure. */
export type Way = readonly (readonly [x: number, y: number])[];

type Span = [from: number, to: number];

export function pathOf(ways: readonly Way[]): string {
  const along = new Map<number, Span[]>();
  const across = new Map<number, Span[]>();
  for (const way of ways) {
    for (let at = 1; at < way.length; at += 1) {
      const [[x1, y1], [x2, y2]] = [way[at - 1]!, way[at]!];
      if (y1 === y2) put(along, y1, x1, x2);
      else put(across, x1, y1, y2);
    }
  }
  const lines = [...along].flatMap(([y, spans]) => joined(spans).map(([from, to]) => `M${from} ${y}H${to}`));
  return [...lines, ...[...across].flatMap(([x, spans]) => joined(spans).map(([from, to]) => `M${x} ${from}V${to}`))].join('');
}

function put(lines: Map<number, Span[]>, at: number, a: number, b: number): void {
  const spans = lines.get(at);
  const span: Span = a < b ? [a, b] : [b, a];
  if (spans) spans.push(span);
  else lines.set(at, [span]);
}

function joined(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const [from, to] of spans.toSorted(([a], [b]) => a - b)) {
    const last = found.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else found.push([from, to]);
  }
  return found;
}
