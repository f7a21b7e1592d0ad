// renderDiagram: PlantUML source → SVG text, or the line and sentence of the error. One at a time: the engine keeps global state.
import { takeTree } from './host.ts';
import { type DiagramOptions, prepareSource } from './source.ts';
import { SvgNode } from './svg-node.ts';
import { tidy } from './tidy.ts';

/** The one function of @plantuml/core that we call. */
export type RenderToString = (lines: string[], onSuccess: (svg: string) => void, onError: (message: string) => void) => void;

export interface DiagramError {
  /** Line of the source, from 1; absent when the engine did not name one. */
  line?: number;
  message: string;
}

export type DiagramResult = { svg: string; error?: never } | { error: DiagramError; svg?: never };

const textsOf = (node: SvgNode): string[] =>
  node.tagName === 'text' ? [node.textContent] : node.childNodes.flatMap((child) => (child instanceof SvgNode ? textsOf(child) : []));

/** PlantUML draws its errors: a picture that opens with its version and names the place. */
function errorIn(tree: SvgNode, original: string[], originalLine: (line: number) => number): DiagramError | undefined {
  const said = textsOf(tree).filter((text) => text.trim() !== '');
  const place = said.map((text) => /^\[From (.+) \(line (\d+)\)\s*\]$/.exec(text.trim())).find((match) => match);
  const message = (said.at(-1) ?? '').trim();
  if (place?.[1] === 'textarea') {
    const line = originalLine(Number(place[2]));
    return { line, message: /^\s*!include/.test(original[line - 1] ?? '') ? 'cannot include' : message };
  }
  if (place) return { message: `${message} (${place[1]}:${place[2]})` };
  if (/^(An error has occured|Graphviz.*crash)/i.test(said[0] ?? '')) return { message: said[0] ?? '' };
  const isBlank = said.length === 0 && tree.childNodes.every((child) => !(child instanceof SvgNode) || child.childNodes.length === 0);
  return isBlank || /^Welcome to PlantUML/.test(said[0] ?? '') ? { message: 'empty' } : undefined;
}

/**
 * The engine tries the kind of its last picture first, so that the same text could come out as another kind of diagram.
 * A sequence diagram before each picture puts it back to where a fresh engine begins.
 */
const RESET = ['@startuml', 'participant a', '@enduml'];

export function renderDiagram(engine: RenderToString, source: string, options: DiagramOptions): Promise<DiagramResult> {
  const { lines, original, originalLine } = prepareSource(source, options);
  return new Promise((resolve) => {
    const fail = (message: string) => resolve({ error: { message } });
    const finish = () => {
      const tree = takeTree();
      if (!tree) return fail('no picture');
      const error = errorIn(tree, original, originalLine);
      resolve(error ? { error } : { svg: tidy(tree) });
    };
    engine(RESET, () => engine(lines, finish, fail), fail);
  });
}
