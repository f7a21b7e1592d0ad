// parseSvg: SVG text → an element that is safe to put into the page. Only shapes, text and web links pass:
// the source of a diagram may come from someone else, and PlantUML lets it write links.

const TAGS = new Set(
  'svg g a text tspan title desc rect circle ellipse line polyline polygon path defs marker linearGradient radialGradient stop filter feGaussianBlur feOffset feColorMatrix feMerge feMergeNode feBlend clipPath'.split(
    ' ',
  ),
);
const LINK = /^https?:\/\//i;

function clean(element: Element): void {
  for (const child of [...element.children]) {
    if (TAGS.has(child.tagName)) clean(child);
    else child.remove();
  }
  for (const { name, value } of [...element.attributes]) {
    const link = name === 'href' || name === 'xlink:href';
    if (name.startsWith('on') || name === 'style' || (link && !LINK.test(value))) element.removeAttribute(name);
  }
  if (element.tagName === 'a') {
    element.setAttribute('target', '_blank');
    element.setAttribute('rel', 'noopener noreferrer');
  }
}

export function parseSvg(text: string): SVGSVGElement | undefined {
  if (text === '') return undefined;
  const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  if (root.tagName !== 'svg') return undefined;
  clean(root);
  return document.importNode(root, true) as unknown as SVGSVGElement;
}

export function sizeOf(svg: SVGSVGElement): { width: number; height: number } {
  return { width: Number(svg.getAttribute('width')) || 1, height: Number(svg.getAttribute('height')) || 1 };
}
