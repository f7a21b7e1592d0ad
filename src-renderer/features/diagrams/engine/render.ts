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
function errorIn(tree: SvgNode, originalLine: (line: number) => number): DiagramError | undefined {
  const texts = textsOf(tree);
  const place = texts.map((text) => /^\[From (.+) \(line (\d+)\)\s*\]$/.exec(text.trim())).find((match) => match);
  const said = texts.filter((text) => text.trim() !== '');
  if (place) {
    const message = (said.at(-1) ?? '').trim();
    return place[1] === 'textarea' ? { line: originalLine(Number(place[2])), message } : { message: `${message} (${place[1]}:${place[2]})` };
  }
  if (/^(An error has occured|Welcome to PlantUML|Graphviz.*crash)/i.test(said[0] ?? '')) return { message: said[0] ?? '' };
  return undefined;
}

export function renderDiagram(engine: RenderToString, source: string, options: DiagramOptions): Promise<DiagramResult> {
  const { lines, originalLine } = prepareSource(source, options);
  return new Promise((resolve) => {
    const finish = () => {
      const tree = takeTree();
      if (!tree) return resolve({ error: { message: 'no picture' } });
      const error = errorIn(tree, originalLine);
      resolve(error ? { error } : { svg: tidy(tree) });
    };
    engine(lines, finish, (message) => resolve({ error: { message } }));
  });
}
