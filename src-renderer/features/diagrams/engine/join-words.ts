// joinWords: the engine writes one <text> per word; this joins the words of a line and fixes the length of the line,
// so that text can be selected and a missing font cannot push it out of its box.
import { SvgNode } from './svg-node.ts';
import { textWidth } from './text-width.ts';

/** Signs of the C4 legend that Inter does not have: drawn instead of written. */
const BOX = '▯';
const LINE = '─';

const isText = (node: SvgNode | string | undefined): node is SvgNode => node instanceof SvgNode && node.tagName === 'text';
const number = (node: SvgNode, name: string) => Number(node.getAttribute(name));
const width = (node: SvgNode, text = node.textContent) => textWidth(text, number(node, 'font-size'), node.getAttribute('font-weight') === 'bold');
const look = (node: SvgNode) => JSON.stringify([...node.attributes].filter(([name]) => name !== 'x').sort());
const isSign = (node: SvgNode) => [BOX, LINE].includes(node.textContent.trim());

/** Same line, same look, and one begins where the other ends. */
function continues(before: SvgNode, after: SvgNode): boolean {
  if (isSign(before) || isSign(after) || look(before) !== look(after)) return false;
  return Math.abs(number(before, 'x') + width(before) - number(after, 'x')) < 0.6;
}

function trim(text: SvgNode): void {
  const content = text.textContent;
  const lead = content.slice(0, content.length - content.trimStart().length);
  text.setAttribute('x', number(text, 'x') + width(text, lead));
  text.textContent = content.trim();
  text.setAttribute('textLength', width(text));
}

function drawSign(text: SvgNode): SvgNode {
  const rect = new SvgNode('rect', text.ownerDocument);
  const isBox = text.textContent === BOX;
  const attributes = { x: number(text, 'x'), y: number(text, 'y') - (isBox ? 10 : 5), width: 11, height: isBox ? 10 : 0, rx: isBox ? 2 : 0 };
  for (const [name, value] of Object.entries(attributes)) rect.setAttribute(name, value);
  rect.setAttribute('fill', 'none');
  rect.setAttribute('stroke', text.getAttribute('fill') ?? '');
  return rect;
}

export function joinWords(parent: SvgNode): void {
  const joined: SvgNode['childNodes'] = [];
  for (const child of parent.childNodes) {
    const before = joined.at(-1);
    if (isText(child) && isText(before) && continues(before, child)) before.textContent += child.textContent;
    else joined.push(child);
  }
  parent.childNodes = joined.flatMap((child): SvgNode['childNodes'] => {
    if (!isText(child)) return [child];
    trim(child);
    if (child.textContent === '') return [];
    return [isSign(child) ? drawSign(child) : child];
  });
}
