// tidy: makes the engine's SVG small, equal on every machine and safe to place several times in one page:
// no ids, inline styles or line numbers; aliases instead of internal names; one decimal.
import { joinWords } from './join-words.ts';
import { raiseLabels } from './raise-labels.ts';
import { SvgNode } from './svg-node.ts';

const FONT_FAMILY = "'Inter Variable', Inter, system-ui, sans-serif";
const DROPPED = ['style', 'xml:space', 'font-family', 'data-source-line', 'data-link-type', 'data-qualified-name', 'data-entity-1', 'data-entity-2'];
const COORDINATES = new Set('x y x1 x2 y1 y2 cx cy r rx ry width height d points viewBox textLength stroke-width font-size transform'.split(' '));

const elements = (node: SvgNode) => node.childNodes.filter((child) => child instanceof SvgNode);
const rounded = (text: string) => text.replace(/-?\d*\.\d+/g, (number) => String(Math.round(Number(number) * 10) / 10));

/** Internal id (`ent0003`) → the alias in the source (`api`, out of `lab.api`). */
function aliases(node: SvgNode, found = new Map<string, string>()): Map<string, string> {
  const name = node.getAttribute('data-qualified-name');
  const id = node.getAttribute('id');
  if (name !== null && id !== null) found.set(id, name.slice(name.lastIndexOf('.') + 1));
  for (const child of elements(node)) aliases(child, found);
  return found;
}

function nameEnds(node: SvgNode, names: Map<string, string>): void {
  const pairs = [
    ['data-alias', node.getAttribute('id')],
    ['data-from', node.getAttribute('data-entity-1')],
    ['data-to', node.getAttribute('data-entity-2')],
  ] as const;
  for (const [attribute, id] of pairs) {
    const alias = id === null ? undefined : names.get(id);
    if (alias !== undefined) node.setAttribute(attribute, alias);
  }
}

function walk(node: SvgNode, names: Map<string, string>, insideDefs: boolean): void {
  nameEnds(node, names);
  for (const name of DROPPED) node.attributes.delete(name);
  if (!insideDefs) node.attributes.delete('id');
  for (const name of ['fill', 'stroke']) if (node.getAttribute(name) === '#00000000') node.setAttribute(name, 'none');
  for (const child of elements(node)) walk(child, names, insideDefs || node.tagName === 'defs');
  joinWords(node);
  for (const child of elements(node)) {
    for (const [name, value] of child.attributes) if (COORDINATES.has(name)) child.setAttribute(name, rounded(value));
  }
}

/** The engine leaves white pages out; ours always have one, so that the file looks alike wherever it is opened. */
function page(root: SvgNode): SvgNode {
  const [first] = elements(root).filter((node) => node.tagName !== 'defs');
  if (first?.tagName === 'rect') return first;
  const rect = new SvgNode('rect', root.ownerDocument);
  for (const name of ['width', 'height']) rect.setAttribute(name, root.getAttribute(name));
  rect.setAttribute('fill', '#FFFFFF');
  root.childNodes.unshift(rect);
  return rect;
}

export function tidy(root: SvgNode): string {
  walk(root, aliases(root), false);
  root.childNodes = root.childNodes.filter((child) => !(child instanceof SvgNode && child.tagName === 'defs' && child.childNodes.length === 0));
  root.setAttribute('font-family', FONT_FAMILY);
  const background = page(root);
  background.setAttribute('class', 'page');
  raiseLabels(root, background.getAttribute('fill') ?? '');
  return root.toString();
}
