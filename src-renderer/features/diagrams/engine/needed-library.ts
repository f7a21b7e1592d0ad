// neededLibrary: of the C4 library, what one diagram can reach. The engine reads included files anew for every picture; most of a picture's
// time went into colours for kinds of elements and shapes that it does not have (some 600 settings, each kept in a copy of all styles).
import type { StdlibFiles } from './host.ts';

/** The lines of `library` that matter to the lines of `source`: of the files it includes, what it names, what that names, and so on. */
export function neededLibrary(library: StdlibFiles, source: string[]): StdlibFiles {
  if (ANYTHING.test(source.join('\n'))) return library;
  const parts = includedParts(library, source);
  const own = wordsOf(source);
  const named = new Set<string>();
  const spoken = new Set(own);
  const toRead = [own, ...parts.filter(({ procedure }) => !procedure).map(({ words }) => words)];
  const procedures = Map.groupBy(parts, ({ procedure }) => procedure);
  for (let words = toRead.pop(); words; words = toRead.pop()) {
    for (const word of words) {
      if (named.has(word)) continue;
      named.add(word);
      for (const { words: said } of procedures.get(word) ?? []) {
        toRead.push(said);
        for (const one of said) spoken.add(one);
      }
    }
  }
  const needed: StdlibFiles = {};
  for (const { file, procedure, lines } of parts) {
    const kept = lines.filter(({ styles }) => (!procedure || named.has(procedure)) && (!styles || spoken.has(styles)));
    needed[file] = [...(needed[file] ?? []), ...kept.map(({ text }) => text)];
  }
  return needed;
}

const INCLUDES = /^\s*!include\w*\s+<?(?:[^>]*\/)?([^/>]+?)(?:\.puml)?>?\s*$/i;

function includedParts(library: StdlibFiles, source: string[]): Part[] {
  const parts = partsByFile(library);
  const found = new Map<string, Part[]>();
  const toRead = [source];
  for (let lines = toRead.pop(); lines; lines = toRead.pop()) {
    for (const line of lines) {
      const name = INCLUDES.exec(line)?.[1]?.toLowerCase();
      const file = Object.keys(library).find((path) => path === name || path.endsWith(`/${name}`));
      if (!file || found.has(file)) continue;
      found.set(file, parts.get(file)!);
      toRead.push(library[file]!);
    }
  }
  return [...found.values()].flat();
}

/** A name put together while it runs can be any, and a theme is no include: such a diagram gets the whole library. */
const ANYTHING = /%(?:call_user_func|invoke_procedure|invoke_void_func)\b|^\s*!theme\b/im;
const BEGIN = /^\s*!(?:(?:unquoted|final)\s+)*(?:procedure|function)\s+(\$?\w+)/i;
const END = /^\s*!\s*end\s*(?:procedure|function)\b/i;
const ONE_LINE = /^\s*!(?:(?:unquoted|final)\s+)*function\b.*\)\s*!?return\b/i;
const COMMENT = /^\s*(?:'|$)/;
/** Sets the colours of one kind of element (`UpdateElementStyle("external_system", …`) or of one shape (`$elementTagSkinparams("queue", …`). */
const STYLES = /(?:^\s*Update(?:Element|Boundary)Style|\$elementTagSkinparams)\("(\w+)"/;

interface Line {
  text: string;
  /** The line only matters to pictures in which something has this kind or shape. */
  styles?: string | undefined;
}

/** A procedure or function with its body, or lines of a file outside of any. */
interface Part {
  file: string;
  procedure?: string | undefined;
  lines: Line[];
  /** What it names; whose colours it sets does not count. */
  words: Set<string>;
}

function wordsOf(lines: string[]): Set<string> {
  return new Set(lines.flatMap((line) => line.match(/\$?\w+/g) ?? []));
}

const known = new WeakMap<StdlibFiles, Map<string, Part[]>>();

function partsByFile(library: StdlibFiles): Map<string, Part[]> {
  const before = known.get(library);
  if (before) return before;
  const parts = new Map(Object.entries(library).map(([file, lines]) => [file, partsOf(file, lines)]));
  known.set(library, parts);
  return parts;
}

function partsOf(file: string, texts: string[]): Part[] {
  const parts: Omit<Part, 'words'>[] = [{ file, lines: [] }];
  let open = false;
  for (const text of texts) {
    const procedure = open ? undefined : BEGIN.exec(text)?.[1];
    if (procedure || (!open && parts.at(-1)!.procedure)) parts.push({ file, procedure, lines: [] });
    if (procedure) open = !ONE_LINE.test(text);
    else if (open && END.test(text)) open = false;
    if (!COMMENT.test(text)) parts.at(-1)!.lines.push({ text, styles: STYLES.exec(text)?.[1] });
  }
  return parts.map((part) => ({ ...part, words: wordsOf(part.lines.map(({ text, styles }) => (styles ? text.replace(`("${styles}"`, '') : text))) }));
}
