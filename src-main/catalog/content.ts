/**
 * Reads content files, once each: they ship with the application and do not change while it runs. What their YAML says is kept as JSON beside the home, by the
 * text it was read from: YAML takes a tenth of a second for ten modules, at every start, while a first screen waits.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import type { Language } from '../contract/base.ts';

export interface Content {
  readonly root: string;
  text(path: string): string;
  yaml<S extends z.ZodType>(path: string, schema: S): z.infer<S>;
  exists(path: string): boolean;
}

export function openContent(root: string, cacheDir: string): Content {
  const parsed = new Map<string, unknown>();
  const text = (path: string) => readFileSync(join(root, path), 'utf8');

  function read(path: string): unknown {
    const source = text(path);
    const kept = join(cacheDir, `${createHash('sha256').update(source).digest('hex')}.json`);
    try {
      return JSON.parse(readFileSync(kept, 'utf8'));
    } catch {
      const value: unknown = parse(source);
      keep(kept, value);
      return value;
    }
  }

  function keep(path: string, value: unknown): void {
    try {
      mkdirSync(cacheDir, { recursive: true, mode: 0o700 });
      const writing = `${path}.${process.pid}.new`;
      writeFileSync(writing, JSON.stringify(value));
      renameSync(writing, path);
    } catch {
      // The next start reads it again.
    }
  }

  return {
    root,
    text,
    exists: (path) => existsSync(join(root, path)),
    yaml<S extends z.ZodType>(path: string, schema: S): z.infer<S> {
      if (!parsed.has(path)) {
        const result = schema.safeParse(read(path));
        if (!result.success)
          throw new Error(`${path}: ${result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`);
        parsed.set(path, result.data);
      }
      return parsed.get(path) as z.infer<S>;
    },
  };
}

/** `estudo.md` → `estudo.en.md` for English. */
export function localized(path: string, language: Language): string {
  return language === 'pt' ? path : path.replace(/\.(\w+)$/, '.en.$1');
}
