// Both languages say the same things, and every key that the code asks for exists.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const here = import.meta.dirname;
const namespaces = globSync('*.json', { cwd: join(here, 'pt-BR') });
type Words = { [key: string]: string | Words };
const read = (language: string, file: string): Words => JSON.parse(readFileSync(join(here, language, file), 'utf8'));

function keysOf(words: Words, prefix = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`)));
}

function valuesOf(words: Words): string[] {
  return Object.values(words).flatMap((value) => (typeof value === 'string' ? [value] : valuesOf(value)));
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe.each(namespaces)('the catalogue %s', (file) => {
  const [pt, en] = [read('pt-BR', file), read('en', file)];

  it('has the same keys in both languages', () => {
    expect(keysOf(en)).toEqual(keysOf(pt));
  });

  it('fills the same placeholders in both languages', () => {
    const [ptTexts, enTexts] = [valuesOf(pt), valuesOf(en)];
    for (const [index, text] of ptTexts.entries()) expect(placeholders(enTexts[index] ?? ''), text).toEqual(placeholders(text));
  });
});

describe('the keys in the code', () => {
  const known = new Set(namespaces.flatMap((file) => keysOf(read('pt-BR', file)).map((key) => `${basename(file, '.json')}:${key}`)));
  const bare = new Set([...known].map((key) => key.replace(/_(zero|one|other)$/, '')));
  const sources = globSync('../**/*.tsx', { cwd: here }).filter((path) => !path.includes('/demo/'));
  const asked = sources.flatMap((path) => {
    const code = readFileSync(join(here, path), 'utf8');
    const namespace = /useTranslation\(\[?\s*'([\w-]+)'/.exec(code)?.[1] ?? 'common';
    return [...code.matchAll(/\bt\(\s*(['`])([^'`]+)\1/g)].map(([, , key = '']) => ({ path, key: key.includes(':') ? key : `${namespace}:${key}` }));
  });

  it('are many, so that this test looks at something', () => {
    expect(asked.length).toBeGreaterThan(100);
  });

  it('exist', () => {
    const missing = asked.filter(({ key }) => {
      const fixed = key.split('${')[0] ?? '';
      return fixed === key ? !bare.has(key) : ![...bare].some((each) => each.startsWith(fixed));
    });
    expect(missing).toEqual([]);
  });
});

describe('the first screen', () => {
  const seen = new Map<string, string>();
  function follow(path: string): void {
    if (seen.has(path) || !existsSync(path)) return;
    const code = readFileSync(path, 'utf8');
    seen.set(path, code);
    for (const [, from = ''] of code.matchAll(/^(?:import|export)\b(?! type)[^;]*?'(\.[^']+\.tsx?)';$/gm)) follow(join(dirname(path), from));
  }
  follow(join(here, '../main.tsx'));

  it('asks for no words but those that come with it', () => {
    expect(seen.size).toBeGreaterThan(40);
    const asked = [...seen].flatMap(([path, code]) => {
      const given = [...code.matchAll(/useTranslation\(\[?([^)\]]*)/g)].flatMap(([, list = '']) => [...list.matchAll(/'([\w-]+)'/g)]);
      return [...given, ...code.matchAll(/\bt\(\s*['`]([\w-]+):/g)].map(([, namespace]) => ({ path, namespace }));
    });
    const parts = readFileSync(join(here, 'pt-BR.first.ts'), 'utf8');
    const first = /\{([\w,-]+)\}\.json/.exec(parts)![1]!.split(',');
    expect(asked.filter(({ namespace }) => !first.includes(namespace!))).toEqual([]);
  });
});
