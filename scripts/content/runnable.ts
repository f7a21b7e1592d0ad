// runnable: the commands that a study text tells its reader to run: the lines of its `bash` fences, and its live boxes of kind `comando`. What such a command needs
// before it, and with what it ends, stands in HOW; a command that nobody described there is not left out, it runs by itself and ends with 0.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { fencesOf, lineAt } from './markdown.ts';

export interface Runnable {
  module: string;
  place: string;
  command: string;
  /** Commands before it, in the same home, where the reader would have got by then. */
  after: readonly string[];
  /** 1 where the text says that something fails. */
  code: number;
  /** It needs nothing, and is over in a moment: CI runs it. */
  quick: boolean;
  /** It serves until it is stopped. */
  serves: boolean;
}

type How = Partial<Pick<Runnable, 'after' | 'code' | 'quick' | 'serves'>>;

const HOW: readonly [RegExp, How][] = [
  [/^curl .*ENDERECO/s, { after: ['run 03-pipelines'] }],
  [/ features get fraude-cartoes /, { after: ['run 04-feature-store'] }],
  [/ ci (commit|hook|workflow) /, { quick: true }],
  [/ ci pr 05-mlops modelo-pior$/, { code: 1 }],
  [/ (load|batch) precos-imoveis /, { after: ['run 07-serving'] }],
  [/ feedback play /, { after: ['run 08-feedback-loop'] }],
  [/ performance chuva-seattle /, { after: ['run 08-feedback-loop'] }],
  [/ feedback list$/, { quick: true }],
  [/ tracking serve /, { serves: true }],
  [/ cloud (cost|review|whatif) /, { quick: true }],
];

/** In the order of the text. Both languages have the same ones; what stands between quotes may be said in either. */
export function runnables(root: string): Runnable[] {
  return globSync('architectures/*/estudo.md', { cwd: root })
    .toSorted()
    .flatMap((path) => {
      const file = path.replaceAll('\\', '/');
      const [pt, en] = [commandsOf(root, file), commandsOf(root, file.replace('.md', '.en.md'))];
      const shape = (list: typeof pt) => list.map(({ command }) => command.replaceAll(/"[^"]*"/g, '""').replace('ADDRESS', 'ENDERECO')).join('\n');
      if (shape(pt) !== shape(en)) throw new Error(`${file}: other commands than in English\n${shape(pt)}\n—\n${shape(en)}`);
      return pt.map(({ line, command }) => ({
        ...{ module: file.split('/')[1]!, place: `${file}:${line}`, command, after: [], code: 0, quick: false, serves: false },
        ...HOW.find(([pattern]) => pattern.test(command))?.[1],
      }));
    });
}

function commandsOf(root: string, file: string): { line: number; command: string }[] {
  const text = readFileSync(join(root, file), 'utf8');
  const boxes = fencesOf(text).flatMap(({ language, line, body }) => {
    if (language === 'bash') return linesOf(body).map((command) => ({ line, command }));
    if (language !== 'laboratorio') return [];
    const { comando } = parse(body) as { comando?: string };
    return comando ? [{ line: line + lineAt(body, body.indexOf('comando:')), command: comando }] : [];
  });
  return boxes.toSorted((a, b) => a.line - b.line);
}

/** A line that ends in a backslash goes on. */
const linesOf = (body: string): string[] =>
  body
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter(Boolean);
