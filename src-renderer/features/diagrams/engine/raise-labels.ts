// raiseLabels: names of boundaries and texts of arrows go on top of everything, each on a patch of page colour,
// so that an arrow that passes behind a text does not strike it through. Names of boundaries move to the left, out of the way.
import { SvgNode } from './svg-node.ts';

const isElement = (child: SvgNode | string): child is SvgNode => child instanceof SvgNode;
const number = (node: SvgNode, name: string) => Number(node.getAttribute(name));
const CLUSTER_INDENT = 12;

function patch(text: SvgNode, color: string): SvgNode {
  const size = number(text, 'font-size');
  const rect = new SvgNode('rect', text.ownerDocument);
  const attributes = { x: number(text, 'x'), y: number(text, 'y') - size, width: number(text, 'textLength'), height: size * 1.25, fill: color };
  for (const [name, value] of Object.entries(attributes)) rect.setAttribute(name, typeof value === 'number' ? Math.round(value * 10) / 10 : value);
  return rect;
}

function raised(group: SvgNode, pageColor: string): SvgNode | undefined {
  const kind = group.getAttribute('class');
  const texts = group.childNodes.filter(isElement).filter((child) => child.tagName === 'text');
  if ((kind !== 'link' && kind !== 'cluster') || texts.length === 0) return undefined;
  const frame = group.childNodes.filter(isElement).find((child) => child.tagName === 'rect');
  if (kind === 'cluster' && frame) for (const text of texts) text.setAttribute('x', number(frame, 'x') + CLUSTER_INDENT);
  const label = new SvgNode('g', group.ownerDocument);
  label.setAttribute('class', `${kind}-label`);
  for (const name of ['data-alias', 'data-from', 'data-to']) {
    const value = group.getAttribute(name);
    if (value !== null) label.setAttribute(name, value);
  }
  label.childNodes = [...texts.map((text) => patch(text, pageColor)), ...texts];
  group.childNodes = group.childNodes.filter((child) => !isElement(child) || !texts.includes(child));
  return label;
}

export function raiseLabels(root: SvgNode, pageColor: string): void {
  const canvas = root.childNodes.filter(isElement).find((node) => node.tagName === 'g');
  if (!canvas) return;
  const labels = canvas.childNodes.filter(isElement).flatMap((group) => raised(group, pageColor) ?? []);
  canvas.childNodes.push(...labels);
}
