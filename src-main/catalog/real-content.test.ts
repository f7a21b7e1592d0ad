/** The content that ships: complete in both languages, and every link inside leads somewhere. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { openTestCore } from '../common/test-core.ts';
import type { Language } from '../contract/index.ts';
import { createCatalog } from './index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { core, dispose } = openTestCore();
afterAll(dispose);
const catalog = createCatalog(core, root);
const languages: Language[] = ['pt', 'en'];
const ready = catalog.modules().filter((module) => module.available);
const sections = [
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
];

it('lists the eleven architectures in order', () => {
  expect(catalog.modules().map((module) => module.order)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

it.each(catalog.datasets().map((dataset) => [dataset.id, dataset] as const))(
  'writes data set %s with the rows and columns it promises',
  async (id, dataset) => {
    const { path } = await catalog.dataset(id);
    const { readFileSync } = await import('node:fs');
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(lines[0]).toBe(dataset.columns.join(','));
    expect(lines.length - 1).toBe(dataset.rows);
  },
);

describe.each(ready.flatMap((module) => languages.map((language) => [module.id, language] as const)))('%s in %s', (id, language) => {
  const text = catalog.study(id, language);
  const links = text.sections.flatMap((section) =>
    [...section.markdown.matchAll(/\]\((\w+):([\w-]+)(?:#([\w-]+))?\)/g)].map(([, kind, target, anchor]) => ({ kind, target, anchor })),
  );

  it('has the sections of a study text, in order', () => expect(text.sections.map((section) => section.id)).toEqual(sections));

  it('has 1,800 to 4,000 words', () => {
    const words = text.sections
      .map((section) => section.markdown)
      .join(' ')
      .split(/\s+/).length;
    expect(words).toBeGreaterThanOrEqual(1800);
    expect(words).toBeLessThanOrEqual(4000);
  });

  it('links only to terms, modules and challenges that exist', () => {
    const terms = new Set(catalog.glossary(language).map((term) => term.id));
    const modules = new Set(catalog.modules().map((module) => module.id));
    const known = (kind: string | undefined, target = '') =>
      kind === 'glossario'
        ? terms.has(target)
        : kind === 'arquitetura'
          ? modules.has(target)
          : kind === 'desafio'
            ? catalog.challengeIds().includes(target)
            : true;
    expect(links.filter(({ kind, target }) => !known(kind, target))).toEqual([]);
  });

  it('has at least twenty cards, the same ones in both languages', () => {
    expect(catalog.cards(id, language).length).toBeGreaterThanOrEqual(20);
    expect(catalog.cards(id, language).map((card) => card.id)).toEqual(catalog.cardIds(id));
  });

  it('has rendered diagrams in both themes', () => {
    const module = ready.find((candidate) => candidate.id === id)!;
    expect(module.diagrams.map((diagram) => diagram.level)).toEqual(expect.arrayContaining(['context', 'container', 'component']));
    for (const { id: diagramId } of module.diagrams) {
      const { svg, puml } = catalog.diagram(id, diagramId, language);
      expect(puml).toContain('@startuml');
      expect(svg.light).toContain('<svg');
      expect(svg.dark).toContain('<svg');
    }
  });

  it('has a challenge with three hints for each check and an entry file in the starter', () => {
    const challenge = catalog.challenge(id, language);
    expect(challenge.checks.length).toBeGreaterThanOrEqual(5);
    for (const check of challenge.checks) expect(check.hints, check.id).toHaveLength(3);
    expect(existsSync(join(catalog.challengeFolder(id), 'inicio', challenge.entry))).toBe(true);
    for (const check of catalog.checks(id, language)) expect(check.fail, check.id).toBeTruthy();
  });
});
