// links: what a text points to exists: terms of the glossary, modules and their sections, challenges, pipelines and metrics of live boxes, files.
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { SECTIONS } from './completeness.ts';
import { fencesOf, lineAt } from './markdown.ts';
import type { Problem } from './problem.ts';

const TEXTS = ['{architectures,challenges}/*/*.{md,yaml}', 'resources/*.yaml', 'docs/**/*.md', '*.md', 'src-renderer/README.md'];

export function links(root: string): Problem[] {
  const terms = { pt: termsOf(root, 'resources/glossario.yaml'), en: termsOf(root, 'resources/glossario.en.yaml') };
  const ids = readdirSync(join(root, 'architectures'));
  const texts = TEXTS.flatMap((pattern) => globSync(pattern, { cwd: root })).map((path) => path.replaceAll('\\', '/'));
  const unequal = [...terms.pt].filter((id) => !terms.en.has(id)).concat([...terms.en].filter((id) => !terms.pt.has(id)));
  return [
    ...unequal.map((id) => ({ file: 'resources/glossario.en.yaml', line: 1, message: `the term ${id} is in one language only` })),
    ...texts.toSorted().flatMap((file) => inFile(root, file, file.includes('.en.') ? terms.en : terms.pt, ids)),
  ];
}

function termsOf(root: string, file: string): Set<string> {
  return new Set((parse(readFileSync(join(root, file), 'utf8')) as { id: string }[]).map(({ id }) => id));
}

function inFile(root: string, file: string, terms: Set<string>, modules: readonly string[]): Problem[] {
  const text = readFileSync(join(root, file), 'utf8');
  // Neither code nor a comment links.
  const linked = text.replaceAll(/`[^`\n]*`|^#.*\.$/gm, (hidden) => ' '.repeat(hidden.length));
  const asLink = [...linked.matchAll(/\]\(([^)\s]+)\)/g)].map((found) => ({ target: found[1]!, line: lineAt(text, found.index) }));
  const asRead = [...text.matchAll(/\bread: "?(arquitetura:[\w#-]+)/g)].map((found) => ({ target: found[1]!, line: lineAt(text, found.index) }));
  const content = /^(architectures|challenges|resources)\//.test(file);
  const asFile = !content
    ? []
    : [...text.matchAll(/`(?:node )?((?:architectures|challenges|src-\w+|scripts|tests|resources|benchmarks|docs)\/[\w./-]+\.\w+)`/g)].map(
        (found) => ({ target: `/${found[1]}`, line: lineAt(text, found.index) }),
      );
  // A tutorial writes a module of its own.
  const written = [...text.matchAll(/^```\w+ architectures\/([\w-]+)\/module\.yaml$/gm)].map(([, id]) => id!);
  const dead = [...asLink, ...asRead, ...asFile].filter(({ target }) => !leadsSomewhere(root, file, target, terms, [...modules, ...written]));
  return [
    ...dead.map(({ target, line }) => ({ file, line, message: `leads nowhere: ${target}` })),
    ...(content ? unseen(file, text) : []),
    ...boxes(root, file, text),
  ];
}

function leadsSomewhere(root: string, file: string, target: string, terms: Set<string>, modules: readonly string[]): boolean {
  const [, kind, id = '', anchor] = /^(glossario|arquitetura|desafio):([\w-]+)(?:#([\w-]+))?$/.exec(target) ?? [];
  if (kind === 'glossario') return terms.has(id) && anchor === undefined;
  if (kind) return modules.includes(id) && (anchor === undefined || (kind === 'arquitetura' && (SECTIONS as readonly string[]).includes(anchor)));
  if (/^(https?|mailto):/.test(target)) return true;
  const [path = '', heading] = target.split('#');
  const place = path === '' ? file : path.startsWith('/') ? path.slice(1) : join(file, '..', path);
  if (!existsSync(join(root, place))) return false;
  return heading === undefined || anchorsOf(readFileSync(join(root, place), 'utf8')).has(heading);
}

/** Documents of the repository are in English and not in the window: what a learner needs of them stands where the learner reads. */
function unseen(file: string, text: string): Problem[] {
  return [...text.matchAll(/\bdocs\/[\w./-]+\.md\b/g)].map((found) => ({
    file,
    line: lineAt(text, found.index),
    message: `the window does not show ${found[0]}`,
  }));
}

/** As GitHub makes them of headings. */
function anchorsOf(markdown: string): Set<string> {
  return new Set(
    [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** Live boxes name a challenge's pipeline, and a metric that its programs log. */
function boxes(root: string, file: string, text: string): Problem[] {
  return fencesOf(text)
    .filter(({ language }) => language === 'laboratorio')
    .flatMap(({ line, body }) => {
      const box = parse(body) as { tipo?: string; pipeline?: string; metrica?: string; comando?: string; texto?: string };
      const says = (message: string) => [{ file, line, message: `live box: ${message}` }];
      if (!box.texto) return says('no texto');
      if (box.tipo === 'comando') return box.comando ? [] : says('no comando');
      if (box.tipo !== 'metrica' && box.tipo !== 'rodar') return says(`tipo ${box.tipo}`);
      if (!box.pipeline || !existsSync(join(root, 'challenges', box.pipeline, 'exemplo/pipeline.yaml'))) return says(`no pipeline ${box.pipeline}`);
      if (box.tipo === 'rodar') return [];
      // Some metrics are named by the report of the library that logs them all.
      const programs = globSync([`challenges/${box.pipeline}/exemplo/**/*.{ts,yaml}`, 'src-runtime/ml/*.ts'], { cwd: root }).map((path) =>
        readFileSync(join(root, path), 'utf8'),
      );
      return programs.some((code) => new RegExp(`\\b${box.metrica?.split('.').at(-1)}\\b`).test(code))
        ? []
        : says(`the reference logs no metric ${box.metrica}`);
    });
}
