// SvgNode: the handful of DOM operations that the diagram engine uses, without a DOM.
// With it the engine runs in a Web Worker (the page never stalls) and in Node (pictures with the same bytes everywhere).
import { textWidth } from './text-width.ts';

export type SvgChild = SvgNode | string;

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeText = (text: string) => text.replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char);

export class SvgNode {
  readonly tagName: string;
  readonly attributes = new Map<string, string>();
  readonly style: Record<string, string> = {};
  readonly ownerDocument: unknown;
  childNodes: SvgChild[] = [];

  constructor(tagName: string, ownerDocument: unknown) {
    this.tagName = tagName;
    this.ownerDocument = ownerDocument;
  }

  get firstChild(): SvgChild | null {
    return this.childNodes[0] ?? null;
  }

  get textContent(): string {
    return this.childNodes.map((child) => (typeof child === 'string' ? child : child.textContent)).join('');
  }

  set textContent(text: string) {
    this.childNodes = text === '' ? [] : [text];
  }

  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }

  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }

  setAttributeNS(_namespace: string, name: string, value: unknown): void {
    this.setAttribute(name, value);
  }

  appendChild<T extends SvgChild>(child: T): T {
    if (child !== '') this.childNodes.push(child);
    return child;
  }

  removeChild<T extends SvgChild>(child: T): T {
    this.childNodes = this.childNodes.filter((other) => other !== child);
    return child;
  }

  /** Only asked of a `<text>`: the box of one line. */
  getBBox(): { x: number; y: number; width: number; height: number } {
    const size = Number(this.getAttribute('font-size') ?? 14);
    const width = textWidth(this.textContent, size, this.getAttribute('font-weight') === 'bold');
    return { x: 0, y: -0.97 * size, width, height: 1.21 * size };
  }

  toString(): string {
    const attributes = [...this.attributes].map(([name, value]) => ` ${name}="${escapeText(value)}"`).join('');
    if (this.childNodes.length === 0) return `<${this.tagName}${attributes}/>`;
    const children = this.childNodes.map((child) => (typeof child === 'string' ? escapeText(child) : child.toString())).join('');
    return `<${this.tagName}${attributes}>${children}</${this.tagName}>`;
  }
}
