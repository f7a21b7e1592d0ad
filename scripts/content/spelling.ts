// spelling: words that neither the dictionary nor the list of terms of art knows. The dictionaries are hunspell's, Brazilian and British
// (docs/adr/0005-spelling.md); where they are not installed, null.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Passage } from './passages.ts';
import type { Problem } from './problem.ts';

const DICTIONARIES = { pt: 'pt_BR', en: 'en_GB' } as const;
type Language = keyof typeof DICTIONARIES;

/** Whole words; names of files, columns and programs (with digits, underscores, dots or inner capitals) and acronyms are left alone. */
export function wordsOf(text: string): string[] {
  return text
    .split(/[^\p{L}\p{M}\p{N}_'’@./\\#$-]+/u)
    .flatMap((token) => (/[_@/\\#$\d]|\w\.\w|\p{Ll}\p{Lu}/u.test(token) ? [] : token.split(/[^\p{L}\p{M}'’]+/u)))
    .map((word) => word.replaceAll('’', "'").replaceAll(/^'+|'+$|'s$/g, ''))
    .filter((word) => word.length > 1 && !/^\p{Lu}+s?$/u.test(word));
}

/** Words of commands stand in texts of both languages. */
export type Allow = Record<Language | 'either', Set<string>>;

export function allowed(folder: string, language: keyof Allow): Set<string> {
  const lines = readFileSync(join(folder, `allow-${language}.txt`), 'utf8').split('\n');
  return new Set(lines.map((line) => line.replace(/#.*/, '').trim()).filter(Boolean));
}

export interface Known {
  allow: Allow;
  /** By module. */
  code: Map<string, Set<string>>;
}

export function spelling(all: readonly Passage[], { allow, code }: Known): Problem[] | null {
  const unknown = { pt: new Set<string>(), en: new Set<string>() };
  for (const language of ['pt', 'en'] as const) {
    const words = new Set(all.filter(({ tongue }) => tongue === language || tongue === 'either').flatMap(({ text }) => wordsOf(text)));
    const bad = misspelt(
      [...words].filter((word) => !isAllowed(word, allow[language]) && !isAllowed(word, allow.either)),
      language,
    );
    if (!bad) return null;
    unknown[language] = bad;
  }
  return all.flatMap(({ file, line, tongue, text, plain }) => {
    const names = tongue === 'en' || plain ? code.get(file.split('/')[1] ?? '') : undefined;
    const words = wordsOf(text).filter((word) => !names?.has(word));
    const badIn = (language: Language) => words.filter((word) => unknown[language].has(word));
    const bad = tongue === 'either' ? mixed(words, badIn) : badIn(tongue);
    return bad.map((word) => ({ file, line, message: `spelling (${tongue}): ${word}` }));
  });
}

/** Entries of the lists that no text needs. */
export function unused(all: readonly Passage[], allow: Allow): Problem[] {
  return (['pt', 'en', 'either'] as const).flatMap((list) => {
    const said = new Set(
      all.filter(({ tongue }) => list === 'either' || tongue !== (list === 'pt' ? 'en' : 'pt')).flatMap(({ text }) => wordsOf(text)),
    );
    const known = new Set([...said].flatMap((word) => [word, word.toLowerCase()]));
    return [...allow[list]]
      .filter((word) => !known.has(word))
      .map((word) => ({ file: `scripts/content/allow-${list}.txt`, line: 1, message: `no text says ${word}` }));
  });
}

/** Of a sentence in one of the two languages: names of options are of the other one, as long as they are few. */
function mixed(words: readonly string[], badIn: (language: Language) => string[]): string[] {
  const [pt, en] = [badIn('pt'), badIn('en')];
  const [bad, other] = pt.length <= en.length ? [pt, en] : [en, pt];
  return 3 * bad.length < words.length ? bad.filter((word) => other.includes(word)) : bad;
}

const isAllowed = (word: string, allow: Set<string>): boolean => allow.has(word) || allow.has(word.toLowerCase());

/** Of these words, those that the dictionary does not have. */
function misspelt(words: readonly string[], language: Language): Set<string> | null {
  const { status, stdout } = spawnSync('hunspell', ['-d', DICTIONARIES[language], '-i', 'utf-8', '-l'], {
    input: `${words.join('\n')}\n`,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return status === 0 ? new Set(stdout.split('\n').filter(Boolean)) : null;
}
