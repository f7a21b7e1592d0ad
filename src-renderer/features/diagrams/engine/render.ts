// renderDiagram: PlantUML source → SVG text, or the line and sentence of the error. One at a time: the engine keeps global state.
import { offerLibraries, takeTree } from './host.ts';
import { type DiagramError, errorIn } from './picture-error.ts';
import { type DiagramOptions, prepareSource } from './source.ts';
import { tidy } from './tidy.ts';

/** The one function of @plantuml/core that we call. */
export type RenderToString = (lines: string[], onSuccess: (svg: string) => void, onError: (message: string) => void) => void;

export type DiagramResult = { svg: string; error?: never } | { error: DiagramError; svg?: never };

/**
 * The engine tries the kind of its last picture first, so that the same text could come out as another kind of diagram.
 * A sequence diagram before each picture puts it back to where a fresh engine begins.
 */
const RESET = ['@startuml', 'participant a', '@enduml'];

export function renderDiagram(engine: RenderToString, source: string, options: DiagramOptions): Promise<DiagramResult> {
  const { lines, original, originalLine } = prepareSource(source, options);
  offerLibraries(lines);
  return new Promise((resolve) => {
    const fail = (message: string) => resolve({ error: { message } });
    const finish = () => {
      const tree = takeTree();
      if (!tree) return fail('no picture');
      const error = errorIn(tree, { original, originalLine });
      resolve(error ? { error } : { svg: tidy(tree) });
    };
    engine(RESET, () => engine(lines, finish, fail), fail);
  });
}
