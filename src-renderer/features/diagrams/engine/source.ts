// prepareSource: the learner's PlantUML plus what every picture of ours shares (style, language, legend), and the way back
// from a line of that to a line of theirs.

export type DiagramTheme = 'light' | 'dark';
export type DiagramLanguage = 'pt' | 'en';

export interface DiagramOptions {
  theme: DiagramTheme;
  language: DiagramLanguage;
}

export interface PreparedSource {
  original: string[];
  lines: string[];
  /** Line of the prepared source (from 1) → line of the original (from 1), kept inside it. */
  originalLine(line: number): number;
}

/** The author decided about legend or stereotypes: then we add nothing. A plain SHOW_LEGEND() gets our own legend. */
const LEGEND_DECIDED = /^\s*(?:SHOW_(?:FLOATING_|DYNAMIC_)?LEGEND|LAYOUT_WITH_LEGEND|HIDE_STEREOTYPE)\s*\(/m;
const PLAIN_LEGEND = /^\s*SHOW_LEGEND\(\s*\)\s*$/;
const OUR_LEGEND = 'BANCADA_LEGENDA()';
const INCLUDES_C4 = /^\s*!include\s+<c4\//im;

export function prepareSource(source: string, { theme, language }: DiagramOptions): PreparedSource {
  const original = source.split(/\r\n|\r|\n/);
  const start = original.findIndex((line) => /^\s*@start/.test(line));
  const prelude = [`!$BANCADA_TEMA = "${theme}"`, `!$BANCADA_IDIOMA = "${language}"`, '!include <bancada/estilo>'];
  const head = start < 0 ? ['@startuml'] : original.slice(0, start + 1);
  const body = start < 0 ? [...original, '@enduml'] : original.slice(start + 1);
  const end = body.findLastIndex((line) => /^\s*@end/.test(line));
  if (end >= 0 && INCLUDES_C4.test(source) && !LEGEND_DECIDED.test(source)) body.splice(end, 0, OUR_LEGEND);
  const shift = prelude.length + (start < 0 ? 1 : 0);
  return {
    original,
    lines: [...head, ...prelude, ...body.map((line) => (PLAIN_LEGEND.test(line) ? OUR_LEGEND : line))],
    originalLine: (line) => Math.min(Math.max(line <= head.length ? line : line - shift, 1), original.length),
  };
}
