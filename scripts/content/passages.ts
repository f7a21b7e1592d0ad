// passages: every sentence that a person may meet, with its file, line and language: study texts, cards, statements, hints, glossary, pictures,
// catalogues of the window, messages of the core and of the command line.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { proseOf } from './markdown.ts';

/** `either`: a file that holds both languages side by side; a sentence has to be right in one of them. */
export type Tongue = 'pt' | 'en' | 'either';

export interface Passage {
  file: string;
  line: number;
  tongue: Tongue;
  text: string;
  /** Where a name of the code cannot stand between backticks. */
  plain?: boolean;
}

const NAMES_NOT_TEXT = new Set([
  'id',
  'kind',
  'tags',
  'level',
  'dataset',
  'read',
  'entry',
  'source',
  'licence',
  'citation',
  'columns',
  'code',
  'links',
  'theme',
  'probe',
  'module',
]);

const COMMAND = /^(\$ )?(npm|kubectl|docker|curl|pip|python3?|sudo|argo|airflow|bancada|git|cp|mkdir)\s/;

export function passages(root: string): Passage[] {
  const files = (pattern: string) =>
    globSync(pattern, { cwd: root })
      .map((path) => path.replaceAll('\\', '/'))
      .toSorted();
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  return [
    ...files('{architectures,challenges}/*/*.md').flatMap((file) => ofMarkdown(file, read(file))),
    ...files('challenges/*/{exemplo,inicio}/*.md').flatMap((file) => ofMarkdown(file, read(file))),
    ...files('architectures/*/*.yaml').flatMap((file) => ofYaml(file, read(file))),
    ...files('challenges/*/{challenge,dicas,dicas.en}.yaml').flatMap((file) => ofYaml(file, read(file))),
    ...files('resources/*.yaml').flatMap((file) => ofYaml(file, read(file))),
    ...files('resources/datasets/*.yaml').flatMap((file) => ofYaml(file, read(file))),
    ...files('architectures/*/diagramas/*.puml').flatMap((file) => ofCode(file, read(file), tongueOf(file))),
    ...files('src-renderer/i18n/{pt-BR,en}/*.json').flatMap((file) => ofYaml(file, read(file), file.includes('/en/') ? 'en' : 'pt')),
    ...files('src-main/**/{texts,words,*-texts}.ts').flatMap((file) => ofCode(file, read(file), 'either')),
    ...files('src-main/contract/messages/!(*.test).ts').flatMap((file) => ofCode(file, read(file), ofMessages(file))),
    ...files('src-main/exports/readme/{pt,en}.ts').flatMap((file) => ofCode(file, read(file), file.endsWith('pt.ts') ? 'pt' : 'en')),
    ...files('src-runtime/server/texts.ts').flatMap((file) => ofCode(file, read(file), 'either')),
    ...files('src-renderer/features/challenge/editor/pipeline/docs-*.ts').flatMap((file) => ofCode(file, read(file), ofMessages(file))),
  ];
}

const tongueOf = (file: string): Tongue => (/\.en\.\w+$/.test(file) ? 'en' : 'pt');
const ofMessages = (file: string): Tongue => (/pt-br\.ts$/.test(file) ? 'pt' : /(^|[/-])en\.ts$/.test(file) ? 'en' : 'either');

export function ofMarkdown(file: string, text: string): Passage[] {
  let references = false;
  return proseOf(text).flatMap(({ line, text: words, drawn }) => {
    const raw = text.split('\n')[line - 1] ?? '';
    if (raw.startsWith('## ')) references = raw.includes('{#referencias}');
    // Of a reference, names and titles are as their authors wrote them; what we say of it comes after them.
    const said = references && raw.startsWith('- ') ? '' : words;
    return said.trim() ? [{ file, line, tongue: tongueOf(file), text: said, ...(drawn && { plain: true }) }] : [];
  });
}

export function ofYaml(file: string, text: string, whole: Tongue = tongueOf(file)): Passage[] {
  const lines = new LineCounter();
  const found: Passage[] = [];
  const plain = /(module|challenge)\.yaml$/.test(file);
  const catalogue = file.endsWith('.json');
  visit(parseDocument(text, { lineCounter: lines }), {
    Pair(_, { key }) {
      return !catalogue && isScalar(key) && NAMES_NOT_TEXT.has(String(key.value)) ? visit.SKIP : undefined;
    },
    Scalar(position, node, path) {
      if (position === 'key' || typeof node.value !== 'string') return;
      // Links, routes and names of files.
      if (/^\S*[:/#]\S*$/.test(node.value)) return;
      const keys = path.flatMap((each) => ('key' in each && isScalar(each.key) ? [String(each.key.value)] : []));
      const tongue = keys.findLast((key) => key === 'pt' || key === 'en') as Tongue | undefined;
      const line = lines.linePos(node.range![0]).line;
      for (const { text: words } of proseOf(node.value)) found.push({ file, line, tongue: tongue ?? whole, text: withoutPlaces(words), plain });
    },
  });
  return found;
}

/** Texts between quotes: of a program, those that hold more than one word; comments aside. */
export function ofCode(file: string, text: string, tongue: Tongue): Passage[] {
  const picture = file.endsWith('.puml');
  return text.split('\n').flatMap((raw, index) => {
    if (/^\s*(\/\/|\/?\*|'|!)/.test(raw) && !/^\s*'[^']*'\s*[:,]/.test(raw)) return [];
    const title = picture ? /^title (.+)$/.exec(raw)?.[1] : undefined;
    const quoted = [...raw.matchAll(/'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"|`((?:\\.|[^`\\])*)`/g)].map((found) => found.slice(1).join(''));
    const said = picture ? [...(title ? [title] : []), ...quoted] : quoted.filter((each) => /\p{L} \p{L}|\p{L}, \p{L}/u.test(each));
    return said
      .filter((each) => !COMMAND.test(each))
      .map((each) => ({
        file,
        line: index + 1,
        tongue,
        plain: picture,
        text: withoutPlaces(each.replaceAll(/\\n/g, ' ').replaceAll(/`[^`]*`/g, ' ')),
      }));
  });
}

const withoutPlaces = (text: string): string => text.replaceAll(/\$\{[^}]*\}|\{\{[^}]*\}\}|\{[\w.]*\}|\$t\([^)]*\)/g, ' ');
