// layoutProblems: what a reader would stumble over in a picture: texts over elements or over each other, texts outside their box or the
// page, arrows through elements they do not belong to. Reads our own SVG, whose texts say how long they are.
import { pointsAlong } from '../../src-renderer/features/diagrams/engine/place-label.ts';

interface Edges {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const attribute = (text: string, name: string) => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(text)?.[1];
const numbers = (text: string, ...names: string[]) => names.map((name) => Number(attribute(text, name)));

const groups = (svg: string, kind: string) =>
  [...svg.matchAll(new RegExp(`<g class="${kind}"([^>]*)>(.*?)</g>`, 'gs'))].map(([, attributes = '', body = '']) => ({ attributes, body }));

const textsIn = (body: string) =>
  [...body.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = '', content = '']) => {
    const [x = 0, y = 0, size = 0, width = 0] = numbers(attributes, 'x', 'y', 'font-size', 'textLength');
    return { content, left: x, right: x + width, top: y - 0.75 * size, bottom: y + 0.2 * size };
  });

/** Rectangles for most elements, a path for cylinders and queues. */
function shapeOf(body: string): Edges {
  const [, tag, attributes = ''] = /<(rect|path) ([^>]*)>/.exec(body) ?? [];
  if (tag === 'rect') {
    const [x = 0, y = 0, width = 0, height = 0] = numbers(attributes, 'x', 'y', 'width', 'height');
    return { left: x, right: x + width, top: y, bottom: y + height };
  }
  const along = pointsAlong((attribute(attributes, 'd') ?? '').replaceAll('L', ' '));
  const [xs, ys] = [along.map(({ x }) => x), along.map(({ y }) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

const overlap = (a: Edges, b: Edges) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const inside = (inner: Edges, outer: Edges) =>
  inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;
const pairs = <T>(list: T[]) => list.flatMap((first, index) => list.slice(index + 1).map((second) => [first, second] as const));

/** What the app leaves for a picture in a window of 1280 × 800; shrunk to less than this share, its smallest texts cannot be read. */
const stage = { width: 1022, height: 560, leastShare: 0.64 };

export function layoutProblems(svg: string): string[] {
  const entities = groups(svg, 'entity').map(({ attributes, body }) => ({
    name: attribute(attributes, 'data-alias'),
    box: shapeOf(body),
    texts: textsIn(body),
  }));
  const labels = ['link-label', 'cluster-label']
    .flatMap((kind) => groups(svg, kind))
    .flatMap(({ body }, owner) => textsIn(body).map((text) => ({ ...text, owner })));
  const links = groups(svg, 'link').map(({ attributes, body }) => ({
    from: attribute(attributes, 'data-from'),
    to: attribute(attributes, 'data-to'),
    points: pointsAlong(attribute(body, 'd') ?? ''),
  }));
  const [, , right = 0, bottom = 0] = (attribute(svg, 'viewBox') ?? '').split(' ').map(Number);

  const problems: string[] = [];
  for (const { name, box, texts } of entities) {
    for (const text of texts) if (!inside(text, box)) problems.push(`"${text.content}" leaves its element ${name}`);
    for (const label of labels) if (overlap(label, box)) problems.push(`"${label.content}" covers the element ${name}`);
    for (const { from, to, points } of links) {
      const passes = points.some(({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom);
      if (passes && from !== name && to !== name) problems.push(`the arrow ${from} → ${to} passes through ${name}`);
    }
  }
  for (const [a, b] of pairs(entities)) if (overlap(a.box, b.box)) problems.push(`${a.name} and ${b.name} overlap`);
  for (const [a, b] of pairs(labels)) if (a.owner !== b.owner && overlap(a, b)) problems.push(`"${a.content}" and "${b.content}" overlap`);
  for (const text of textsIn(svg)) if (!inside(text, { left: 0, top: 0, right, bottom })) problems.push(`"${text.content}" leaves the page`);
  const share = Math.min(stage.width / right, stage.height / bottom);
  if (share < stage.leastShare)
    problems.push(`${right} × ${bottom} is shrunk to ${Math.round(share * 100)} % at 1280 × 800: lay it out wider or lower`);
  return problems;
}
