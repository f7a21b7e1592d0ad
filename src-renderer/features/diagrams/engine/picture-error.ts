// errorIn: PlantUML draws its errors. This reads them out of the picture, with the line of the source that is to blame.
import type { PreparedSource } from './source.ts';
import { SvgNode } from './svg-node.ts';

export interface DiagramError {
  /** Line of the source, from 1; absent when the engine did not name one. */
  line?: number;
  message: string;
}

const textsOf = (node: SvgNode): string[] =>
  node.tagName === 'text' ? [node.textContent] : node.childNodes.flatMap((child) => (child instanceof SvgNode ? textsOf(child) : []));

export function errorIn(tree: SvgNode, { original, originalLine }: Pick<PreparedSource, 'original' | 'originalLine'>): DiagramError | undefined {
  const said = textsOf(tree).filter((text) => text.trim() !== '');
  const place = said.map((text) => /^\[From (.+) \(line (\d+)\)\s*\]$/.exec(text.trim())).find((match) => match);
  const message = (said.at(-1) ?? '').trim();
  if (place?.[1] === 'textarea') {
    const line = originalLine(Number(place[2]));
    return { line, message: /^\s*!include/.test(original[line - 1] ?? '') ? 'cannot include' : message };
  }
  if (place) return { message: `${message} (${place[1]}:${place[2]})` };
  if (said.some((text) => /^An error has occurr?ed/.test(text.trim()))) {
    return { message: said.find((text) => /^(RootCause|Exception)\b/.test(text.trim()))?.trim() ?? 'PlantUML has crashed' };
  }
  const isBlank = said.length === 0 && tree.childNodes.every((child) => !(child instanceof SvgNode) || child.childNodes.length === 0);
  return isBlank || /^Welcome to PlantUML/.test(said[0] ?? '') ? { message: 'empty' } : undefined;
}
