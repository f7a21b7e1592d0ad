// What the content linter finds: each rule is given a text with one mistake. That the real texts have none is `npm run check`.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { completeness, wordsRead } from './completeness.ts';
import { links } from './links.ts';
import { modulesOf } from './modules.ts';
import { ofCode, ofMarkdown, ofYaml } from './passages.ts';
import type { Problem } from './problem.ts';
import { quiz } from './quiz.ts';
import { references } from './references.ts';
import { spelling, unused, wordsOf } from './spelling.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const study = 'architectures/10-multi-modelo/estudo.md';
const asked = 'architectures/10-multi-modelo/quiz.yaml';
let copy = '';

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'bancada-content-'));
  for (const folder of ['architectures/10-multi-modelo', 'architectures/11-nuvem', 'challenges/10-multi-modelo', 'resources'])
    cpSync(join(root, folder), join(copy, folder), { recursive: true });
  // Texts point at the other modules, and at files.
  for (const folder of ['architectures', 'challenges'])
    for (const name of readdirSync(join(root, folder)))
      if (!existsSync(join(copy, folder, name))) symlinkSync(join(root, folder, name), join(copy, folder, name));
  for (const folder of ['docs', 'src-runtime']) symlinkSync(join(root, folder), join(copy, folder));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** What the rules say of one module after `change` in one of its files. */
function problemsAfter(file: string, change: (text: string) => string): string[] {
  const kept = readFileSync(join(copy, file), 'utf8');
  const spoiled = change(kept);
  expect(spoiled).not.toBe(kept);
  writeFileSync(join(copy, file), spoiled);
  try {
    const problems: Problem[] = [];
    const module = modulesOf(copy, problems).find(({ id }) => id === '10-multi-modelo')!;
    problems.push(...completeness(copy, module), ...quiz(module), ...references(module), ...links(copy));
    return problems.filter((problem) => /10-multi|resources/.test(problem.file)).map((problem) => `${problem.file}: ${problem.message}`);
  } finally {
    writeFileSync(join(copy, file), kept);
  }
}

/** A quiz whose first option is always the right one. */
function inFirstPlace(text: string): string {
  const questions = parse(text) as { options: { right?: boolean }[] }[];
  return stringify(
    questions.map((each) => ({ ...each, options: each.options.toSorted((a, b) => Number(b.right ?? false) - Number(a.right ?? false)) })),
  );
}

describe('the content linter', () => {
  it('finds nothing in a module as it is, and leaves one alone that is not available', () => {
    expect(problemsAfter(study, (text) => `${text}\n`)).toEqual([]);
    expect(modulesOf(copy, []).map(({ id }) => id)).toContain('11-nuvem');
    const card = join(copy, 'architectures/11-nuvem/module.yaml');
    writeFileSync(card, readFileSync(card, 'utf8').replace('available: true', 'available: false'));
    expect(modulesOf(copy, []).map(({ id }) => id)).not.toContain('11-nuvem');
  });

  it.each<[string, string, (text: string) => string, RegExp]>([
    ['a section that is gone', study, (text) => text.replace('{#limites}', '{#limite}'), /section \{#limites\} expected/],
    ['a text that is too short', study, (text) => text.replace(/[^\n]{200,}/g, (line) => line.slice(0, 90)), /words; a study text has/],
    ['a text built otherwise in one language', study, (text) => text.replace('## ', '### x\n\n## '), /built otherwise/],
    ['a reference without a year', study, (text) => text.replace('(1992)', ''), /not “- Author/],
    ['a reference in one language only', study, (text) => text.replace(/^- Wolpert.*\n/m, ''), /not the same references/],
    ['a term that the glossary lacks', study, (text) => text.replace(/glossario:[\w-]+/, 'glossario:nada'), /leads nowhere: glossario:nada/],
    ['a section that no text has', study, (text) => text.replace(/arquitetura:07-serving/, 'arquitetura:07-serving#nada'), /leads nowhere/],
    ['a file that is not there', study, (text) => `${text}\n\`challenges/10-multi-modelo/nada.ts\`\n`, /leads nowhere: \/challenges/],
    ['a document that the window does not show', study, (text) => `${text}\nAs regras estão em docs/DATA.md.\n`, /does not show docs\/DATA\.md/],
    ['a pipeline that nobody has', study, (text) => text.replace(/^pipeline: .*/m, 'pipeline: inventado'), /no pipeline inventado/],
    ['a question too few', asked, (text) => text.replace(/^- id: 10-q-juiz[\s\S]*?(?=^- id)/m, ''), /7 questions; a quiz has 8 to 10/],
    [
      'a question about no section',
      asked,
      (text) => text.replace('read: limites', 'read: nada').replace('read: como-funciona', 'read: nada'),
      /no text has/,
    ],
    ['a question of code without code', asked, (text) => text.replaceAll('```ts', '```mermaid'), /has no code to read/],
    ['another right option than in the other language', asked, (text) => text.replace('      right: true\n', ''), /one option is right/],
    ['right options in one place', asked, (text) => inFirstPlace(text), /the right option is number 1 in 8 of 8/],
    [
      'right options that length gives away',
      asked,
      (text) => text.replace(/- text: "([^"]*)"(?=\n {6}right)/g, `- text: "$1${' e mais'.repeat(40)}"`),
      /longest in 8 of 8/,
    ],
    [
      'a count of questions that is not true',
      'architectures/10-multi-modelo/module.yaml',
      (text) => text.replace(/^questions: .*/m, 'questions: 3'),
      /questions: 3, and the quiz has/,
    ],
    [
      'a card that changed its kind',
      'architectures/10-multi-modelo/cartoes.yaml',
      (text) => text.replace('kind: contrast', 'kind: code'),
      /not the same cards/,
    ],
    ['a check without hints', 'challenges/10-multi-modelo/dicas.yaml', (text) => text.replace(/^roda:/m, 'rodo:'), /hints for rodo/],
    [
      'a criterion too few',
      'challenges/10-multi-modelo/enunciado.md',
      (text) => text.replace(/^(## Critérios.*\n\n)1\. .*\n/m, '$1'),
      /criteria for/,
    ],
    [
      'a sabotage that nothing catches',
      'challenges/10-multi-modelo/sabotagens.yaml',
      (text) => text.replace(/caught_by: .*/, 'caught_by: nada'),
      /no check/,
    ],
    [
      'a kind of picture that is gone',
      'architectures/10-multi-modelo/module.yaml',
      (text) => text.replace('level: dynamic', 'level: component'),
      /no dynamic diagram/,
    ],
    [
      'a term in one language',
      'resources/glossario.yaml',
      (text) => `${text}- id: so-aqui\n  term: só aqui\n  text: Só aqui.\n`,
      /so-aqui is in one language/,
    ],
  ])('finds %s', (_, file, change, message) => {
    expect(problemsAfter(file, change).filter((problem) => message.test(problem))).not.toEqual([]);
  });

  it('counts the words that are read, not code or references', () => {
    expect(wordsRead('## Um {#um}\n\nduas palavras\n\n```ts\nconst x = 1;\n```\n\n## R {#referencias}\n\n- Alguém (2020). *Livro*.')).toBe(3);
  });
});

describe('what is spelt', () => {
  it('is text, and not names, code or addresses', () => {
    expect(wordsOf("os 3.000 voos d'água em roc_auc, OpenTelemetry, a/b.csv e HTTP")).toEqual(['os', 'voos', "d'água", 'em']);
    expect(ofMarkdown('x.md', 'Leia `cod` e [isto](arquitetura:x).')[0]).toMatchObject({
      tongue: 'pt',
      text: expect.not.stringMatching(/cod|arquitetura/),
    });
    expect(ofYaml('x/module.yaml', 'id: abc\ntitle: { pt: Título, en: Title }').map(({ tongue, text }) => [tongue, text])).toEqual([
      ['pt', 'Título'],
      ['en', 'Title'],
    ]);
    expect(ofCode('x.ts', "  a: 'duas palavras',\n  // 'um comentário aqui'\n  b: 'one',", 'either').map(({ text }) => text)).toEqual([
      'duas palavras',
    ]);
  });

  const passage = (tongue: 'pt' | 'en' | 'either', text: string) => ({ file: 'x.md', line: 1, tongue, text });
  const none = { pt: new Set<string>(), en: new Set<string>(), either: new Set<string>() };
  const installed = existsSync('/usr/share/hunspell/pt_BR.dic') && existsSync('/usr/share/hunspell/en_GB.dic');

  it.skipIf(!installed)('lacks no accent, and mixes no languages', () => {
    const found = spelling(
      [
        passage('pt', 'A acuracia é uma proporção de window.'),
        passage('en', 'The behaviour of uma colr'),
        passage('either', 'a linha errada'),
        passage('either', 'the wrong line'),
        passage('either', 'the wrong linha'),
      ],
      { allow: none, code: new Map() },
    );
    expect(found?.map(({ message }) => message.replace(/.*: /, ''))).toEqual(['acuracia', 'window', 'uma', 'colr', 'linha']);
  });

  it('may be a term of art of the list, which holds none that nobody says', () => {
    const allow = { ...none, pt: new Set(['drift', 'canário']) };
    expect(unused([passage('pt', 'Drift é mudança')], allow)).toMatchObject([{ message: 'no text says canário' }]);
  });
});
