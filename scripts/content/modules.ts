// modulesOf: what the rules look at, read once: the modules that are available, their texts in both languages, their challenge.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { cardsFile, challengeFile, hintsFile, moduleFile, quizFile } from '../../src-main/catalog/schema.ts';
import type { Problem } from './problem.ts';

export type Language = 'pt' | 'en';
export const languages: readonly Language[] = ['pt', 'en'];

export interface Module {
  id: string;
  folder: string;
  challenge: string;
  card: z.infer<typeof moduleFile>;
  /** Null where the file is missing. */
  study: Record<Language, string | null>;
  statement: Record<Language, string | null>;
  cards: Record<Language, z.infer<typeof cardsFile> | null>;
  quiz: Record<Language, z.infer<typeof quizFile> | null>;
  hints: Record<Language, z.infer<typeof hintsFile> | null>;
  checks: z.infer<typeof challengeFile>['checks'];
}

export const inLanguage = (path: string, language: Language): string => (language === 'pt' ? path : path.replace(/\.(\w+)$/, '.en.$1'));

/** What does not fit its schema or is not there is a problem of its own; modules not available yet are left alone. */
export function modulesOf(root: string, problems: Problem[]): Module[] {
  const missing = (file: string, message = 'missing') => problems.push({ file, line: 1, message });

  function text(file: string): string | null {
    if (existsSync(join(root, file))) return readFileSync(join(root, file), 'utf8');
    missing(file);
    return null;
  }

  function yaml<S extends z.ZodType>(file: string, schema: S): z.infer<S> | null {
    const source = text(file);
    if (source === null) return null;
    const { data, error } = schema.safeParse(parse(source));
    if (error) missing(file, error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
    return data ?? null;
  }

  const both = <T>(path: string, read: (file: string) => T): Record<Language, T> => ({ pt: read(path), en: read(inLanguage(path, 'en')) });

  return globSync('architectures/*/module.yaml', { cwd: root })
    .toSorted()
    .flatMap((path) => {
      const card = yaml(path.replaceAll('\\', '/'), moduleFile);
      if (!card?.available) return [];
      const folder = `architectures/${card.id}`;
      const challenge = `challenges/${card.id}`;
      return [
        {
          id: card.id,
          folder,
          challenge,
          card,
          study: both(`${folder}/estudo.md`, text),
          statement: both(`${challenge}/enunciado.md`, text),
          cards: both(`${folder}/cartoes.yaml`, (file) => yaml(file, cardsFile)),
          quiz: both(`${folder}/quiz.yaml`, (file) => yaml(file, quizFile)),
          hints: both(`${challenge}/dicas.yaml`, (file) => yaml(file, hintsFile)),
          checks: yaml(`${challenge}/challenge.yaml`, challengeFile)?.checks ?? [],
        },
      ];
    });
}
