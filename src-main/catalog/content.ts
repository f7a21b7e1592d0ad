/** Reads content files, once each: they ship with the application and do not change while it runs. */
import { existsSync, readFileSync } from 'node:fs';
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

export function openContent(root: string): Content {
  const parsed = new Map<string, unknown>();
  const text = (path: string) => readFileSync(join(root, path), 'utf8');

  return {
    root,
    text,
    exists: (path) => existsSync(join(root, path)),
    yaml<S extends z.ZodType>(path: string, schema: S): z.infer<S> {
      if (!parsed.has(path)) {
        const result = schema.safeParse(parse(text(path)));
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
