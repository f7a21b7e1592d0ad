// raiseLabels: names of boundaries and texts of arrows go on top of everything, each on a patch of page colour,
// so that an arrow that passes behind a text does not strike it through. Names of boundaries move to where few arrows pass.
import { leftmostFree, pointsAlong } from './place-label.ts';
import { SvgNode } from './svg-node.ts';

const isElement = (child: SvgNode | string): child is SvgNode => child instanceof SvgNode;
const number = (node: SvgNode, name: string) => Number(node.getAttribute(name));
const place = (node: SvgNode, name: string, value: number) => node.setAttribute(name, Math.round(value * 10) / 10);
const named = (group: SvgNode, tag: string) => group.childNodes.filter(isElement).filter((child) => child.tagName === tag);

const CLUSTER_INDENT = 12;
/** The engine starts a text one pixel beside its arrow. */
const ARROW_GAP = 4;

function patch(text: SvgNode, color: string): SvgNode {
  const size = number(text, 'font-size');
  const rect = new SvgNode('rect', text.ownerDocument);
  place(rect, 'x', number(text, 'x') - 1);
  place(rect, 'y', number(text, 'y') - size);
  place(rect, 'width', number(text, 'textLength') + 2);
  place(rect, 'height', size * 1.25);
  rect.setAttribute('fill', color);
  return rect;
}

function moveClusterName(cluster: SvgNode, texts: SvgNode[], arrows: ReturnType<typeof pointsAlong>[]): void {
  const [frame] = named(cluster, 'rect');
  if (!frame) return;
  const box = { x: number(frame, 'x'), y: number(frame, 'y'), width: number(frame, 'width'), height: number(frame, 'height') };
  const width = Math.max(...texts.map((text) => number(text, 'textLength')));
  const height = Math.max(...texts.map((text) => number(text, 'y'))) - box.y + 4;
  const left = leftmostFree(box, { width, height }, CLUSTER_INDENT, arrows);
  const isRight = left > box.x + box.width / 2;
  for (const text of texts) place(text, 'x', isRight ? left + width - number(text, 'textLength') : left);
}

function raised(group: SvgNode, texts: SvgNode[], pageColor: string): SvgNode {
  const label = new SvgNode('g', group.ownerDocument);
  label.setAttribute('class', `${group.getAttribute('class')}-label`);
  for (const name of ['data-alias', 'data-from', 'data-to']) {
    const value = group.getAttribute(name);
    if (value !== null) label.setAttribute(name, value);
  }
  label.childNodes = [...texts.map((text) => patch(text, pageColor)), ...texts];
  group.childNodes = group.childNodes.filter((child) => !isElement(child) || !texts.includes(child));
  return label;
}

export function raiseLabels(root: SvgNode, pageColor: string): void {
  const [canvas] = named(root, 'g');
  if (!canvas) return;
  const groups = named(canvas, 'g');
  const links = groups.filter((group) => group.getAttribute('class') === 'link');
  const clusters = groups.filter((group) => group.getAttribute('class') === 'cluster');
  const arrows = links.flatMap((link) => named(link, 'path').map((path) => pointsAlong(path.getAttribute('d') ?? '')));
  for (const group of [...clusters, ...links]) {
    const texts = named(group, 'text');
    if (texts.length === 0) continue;
    if (clusters.includes(group)) moveClusterName(group, texts, arrows);
    else for (const text of texts) place(text, 'x', number(text, 'x') + ARROW_GAP);
    canvas.childNodes.push(raised(group, texts, pageColor));
  }
}
