// completeness: a module has all its parts in both languages, and both say the same: sections, words, cards, hints, criteria, pictures, sabotages.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { fencesOf, lineAt, proseOf } from './markdown.ts';
import { inLanguage, type Language, languages, type Module } from './modules.ts';
import type { Problem } from './problem.ts';

export const SECTIONS = [
  'problema',
  'definicao',
  'como-funciona',
  'componentes',
  'vantagens',
  'limites',
  'quando-usar',
  'custo-e-time',
  'erros-comuns',
  'falhas-em-producao',
  'evolucao',
  'entrevista',
  'no-laboratorio',
  'referencias',
] as const;
const LEVELS = ['context', 'container', 'component', 'deployment', 'dynamic'];
const WORDS = { least: 1800, most: 3500 };

export function completeness(root: string, module: Module): Problem[] {
  return [
    ...languages.flatMap((language) => study(module, language)),
    ...sameInBoth(module),
    ...cards(module),
    ...challenge(root, module),
    ...pictures(root, module),
    ...figures(root, module),
  ];
}

/** Words that are read: code, drawings' labels and the list of references are looked at, not read. */
export function wordsRead(markdown: string): number {
  const lines = proseOf(markdown.replace(/^## [^\n]*\{#referencias\}[\s\S]*/m, '')).filter(({ drawn }) => !drawn);
  return lines.reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}][\p{L}\p{N}.,'’%-]*/gu)?.length ?? 0), 0);
}

function study({ folder, study: texts }: Module, language: Language): Problem[] {
  const text = texts[language];
  const file = `${folder}/${inLanguage('estudo.md', language)}`;
  if (text === null) return [];
  const found: Problem[] = [];
  const headings = headingsOf(text);
  const expected = SECTIONS.find((id, index) => headings[index]?.id !== id);
  if (expected) found.push({ file, line: headings[SECTIONS.indexOf(expected)]?.line ?? 1, message: `section {#${expected}} expected here` });
  const words = wordsRead(text);
  if (words < WORDS.least || words > WORDS.most)
    found.push({ file, line: 1, message: `${words} words; a study text has ${WORDS.least} to ${WORDS.most}` });
  for (const [index, { id, line }] of headings.entries()) {
    const next = headings[index + 1]?.line ?? text.split('\n').length;
    const body = text
      .split('\n')
      .slice(line, next - 1)
      .join('')
      .trim();
    if (body.length < 200) found.push({ file, line, message: `section {#${id}} says next to nothing` });
  }
  return found;
}

const headingsOf = (text: string) =>
  [...text.matchAll(/^## .*?\{#([\w-]+)\}\s*$/gm)].map((found) => ({ id: found[1]!, line: lineAt(text, found.index) }));

/** The same fences, and the same links, in the same order of sections. */
function sameInBoth({ folder, challenge: place, study: texts, statement }: Module): Problem[] {
  const outline = (text: string) => ({
    fences: fencesOf(text).map(({ language }) => language),
    headings: text.match(/^#+ /gm)?.length ?? 0,
    rows: text.match(/^\|/gm)?.length ?? 0,
  });
  return (
    [
      [`${folder}/estudo.en.md`, texts],
      [`${place}/enunciado.en.md`, statement],
    ] as const
  ).flatMap(([file, { pt, en }]) => {
    if (pt === null || en === null) return [];
    const [first, second] = [JSON.stringify(outline(pt)), JSON.stringify(outline(en))];
    return first === second ? [] : [{ file, line: 1, message: `built otherwise than the Portuguese one: ${second}, not ${first}` }];
  });
}

function cards({ folder, cards: of }: Module): Problem[] {
  const file = `${folder}/cartoes.en.yaml`;
  if (of.pt === null || of.en === null) return [];
  const shape = (list: NonNullable<typeof of.pt>) => JSON.stringify(list.map(({ id, kind }) => [id, kind]));
  const found: Problem[] = [];
  if (shape(of.pt) !== shape(of.en)) found.push({ file, line: 1, message: 'not the same cards, kinds and order as in Portuguese' });
  if (of.pt.length < 20) found.push({ file, line: 1, message: `${of.pt.length} cards; a module has 20` });
  const kinds = new Set(of.pt.map(({ kind }) => kind));
  for (const kind of ['definition', 'contrast', 'scenario', 'code', 'diagram', 'interview'] as const)
    if (!kinds.has(kind)) found.push({ file, line: 1, message: `no card of kind ${kind}` });
  return found;
}

function challenge(root: string, module: Module): Problem[] {
  const { challenge: place, checks, hints, statement } = module;
  const ids = checks.map(({ id }) => id);
  const found: Problem[] = [];
  for (const language of languages) {
    const file = `${place}/${inLanguage('dicas.yaml', language)}`;
    const hinted = Object.keys(hints[language] ?? {});
    if (hints[language] && ids.toSorted().join() !== hinted.toSorted().join())
      found.push({ file, line: 1, message: `hints for ${hinted.join(', ')}; the checks are ${ids.join(', ')}` });
    const criteria = /^## (?:Critérios|Acceptance)[^\n]*\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(statement[language] ?? '')?.[1];
    const listed = criteria?.match(/^\d+\. /gm)?.length ?? 0;
    if (listed !== ids.length)
      found.push({ file: `${place}/${inLanguage('enunciado.md', language)}`, line: 1, message: `${listed} criteria for ${ids.length} checks` });
  }
  const spoils = `${place}/sabotagens.yaml`;
  const sabotages: { id: string; caught_by: string }[] = existsSync(join(root, spoils)) ? parse(readFileSync(join(root, spoils), 'utf8')) : [];
  if (sabotages.length < 5) found.push({ file: spoils, line: 1, message: `${sabotages.length} sabotages; a challenge has 5` });
  for (const { id, caught_by } of sabotages)
    if (!ids.includes(caught_by)) found.push({ file: spoils, line: 1, message: `${id} is caught by ${caught_by}, which is no check` });
  return found;
}

function pictures(root: string, { folder, challenge: place, card }: Module): Problem[] {
  const file = `${folder}/module.yaml`;
  const found: Problem[] = LEVELS.filter((level) => !card.diagrams.some((diagram) => diagram.level === level)).map((level) => ({
    file,
    line: 1,
    message: `no ${level} diagram`,
  }));
  for (const { id, elements } of card.diagrams) {
    for (const language of languages) {
      const source = `${folder}/diagramas/${inLanguage(`${id}.puml`, language)}`;
      const pictures = ['light', 'dark'].map((theme) => `${folder}/diagramas/svg/${id}.${language}.${theme}.svg`);
      const missing = [source, ...pictures].filter((path) => !existsSync(join(root, path)));
      found.push(...missing.map((path) => ({ file: path, line: 1, message: 'missing' })));
      if (missing.length > 0) continue;
      const svg = readFileSync(join(root, pictures[0]!), 'utf8');
      const unknown = Object.keys(elements).filter((alias) => !svg.includes(`"${alias}"`));
      if (unknown.length > 0) found.push({ file, line: 1, message: `the picture ${id} (${language}) has no ${unknown.join(', ')}` });
      if (!svg.includes('<svg') || /syntax error|cannot find graphviz/i.test(svg))
        found.push({ file: pictures[0]!, line: 1, message: 'a picture of an error' });
    }
    for (const { code } of Object.values(elements))
      if (code && !existsSync(join(root, place, 'exemplo', code))) found.push({ file, line: 1, message: `${code} is not in the reference solution` });
  }
  return found;
}

/** Quoted figures have a command that makes them again, and a test that looks whether the text says them. */
function figures(root: string, { folder, challenge: place }: Module): Problem[] {
  const has = (file: string) => existsSync(join(root, file));
  const found: Problem[] = [];
  if (!has(`${folder}/numeros.ts`)) found.push({ file: `${folder}/numeros.ts`, line: 1, message: 'missing: what makes the quoted figures again' });
  if (!has(`${folder}/figures.ts`) && !has(`${place}/study-figures.test.ts`))
    found.push({ file: `${folder}/figures.ts`, line: 1, message: 'neither this nor a study-figures.test.ts looks at the quoted figures' });
  return found;
}
