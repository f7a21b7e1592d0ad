// What a picture knows about its elements: which can be asked about, and which belong together when one is chosen.

export interface DiagramElement {
  text: string;
  /** A file of the reference solution that builds this element. */
  code?: string | null | undefined;
}

export type DiagramElements = Record<string, DiagramElement>;

const parts = (svg: SVGSVGElement, alias: string) => svg.querySelectorAll(`[data-alias="${CSS.escape(alias)}"]`);

/** The name as drawn: the first bold line of the element. */
export function nameOf(svg: SVGSVGElement, alias: string): string {
  for (const part of parts(svg, alias)) {
    const bold = part.querySelector('text[font-weight="bold"]');
    if (bold?.textContent) return bold.textContent;
  }
  return alias;
}

/** Makes every element that has a text reachable by mouse and keyboard. */
export function makeAskable(svg: SVGSVGElement, elements: DiagramElements): void {
  for (const alias of Object.keys(elements)) {
    const part = [...parts(svg, alias)].at(-1);
    if (!part) continue;
    part.setAttribute('tabindex', '0');
    part.setAttribute('role', 'button');
    part.setAttribute('aria-label', nameOf(svg, alias));
    for (const each of parts(svg, alias)) each.setAttribute('data-askable', '');
  }
}

/** Marks the chosen element and its arrows. */
export function markChosen(svg: SVGSVGElement, chosen: string | undefined): void {
  svg.toggleAttribute('data-has-choice', chosen !== undefined);
  for (const node of svg.querySelectorAll('[data-alias], [data-from]')) {
    const names = [node.getAttribute('data-alias'), node.getAttribute('data-from'), node.getAttribute('data-to')];
    node.toggleAttribute('data-chosen', chosen !== undefined && names.includes(chosen));
  }
}

/** The element with a text at this place of the picture, if any. */
export function aliasAt(target: EventTarget | null, elements: DiagramElements): string | undefined {
  const alias = target instanceof Element ? target.closest('[data-alias]')?.getAttribute('data-alias') : undefined;
  return alias && alias in elements ? alias : undefined;
}
