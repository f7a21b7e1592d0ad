import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pythonSdk } from '../../../../../src-main/pipelines/authoring/python-sdk.ts';
import { callAt, memberAt, membersBehind } from './infer.ts';

const sdk = pythonSdk(join(import.meta.dirname, '../../../../../src-runtime/python/bancada'));

/** Where `|` stands in the text. */
function at(text: string): [string[], number, number] {
  const before = text.slice(0, text.indexOf('|')).split('\n');
  return [text.replace('|', '').split('\n'), before.length - 1, before.at(-1)!.length];
}
const offered = (text: string) => membersBehind(...at(text), sdk).map(({ name }) => name);
const explained = (text: string) => memberAt(...at(text), sdk)?.signature ?? null;
const call = (text: string) => {
  const found = callAt(...at(text), sdk);
  return found && `${found.member.name} ${found.argument}`;
};

it('offers what the module holds', () => {
  expect(offered('from bancada import st|')).toEqual(expect.arrayContaining(['step', 'Lab', 'metric']));
  expect(offered('from bancada import step, |')).toContain('Lab');
  expect(offered('import bancada\nbancada.|')).toEqual(expect.arrayContaining(['metric', 'input', 'lab']));
  expect(offered('import bancada as b\nb.me|')).toContain('metric');
});

it('offers what the lab does, told by its annotation or its import', () => {
  expect(offered('from bancada import step, Lab\n\n@step\ndef main(lab: Lab) -> None:\n    lab.|')).toEqual(
    expect.arrayContaining(['input', 'output', 'metric', 'seed']),
  );
  expect(offered('from bancada import lab\nlab.in|')).toContain('input');
  expect(offered('import bancada\ndef main(l: bancada.Lab):\n    l.|')).toContain('input');
});

it('follows calls, assignments and loops', () => {
  const head = 'from bancada import lab\n';
  expect(offered(`${head}lab.input("a.b(").|`)).toEqual(expect.arrayContaining(['rows', 'items', 'path', 'json']));
  expect(offered(`${head}voos = lab.input("voos")\nvoos.|`)).toContain('rows');
  expect(offered(`${head}for parte in lab.input("x").items:\n    parte.|`)).toEqual(expect.arrayContaining(['matrix', 'rows']));
  expect(offered(`${head}lab.output("m").fo|`)).toContain('folder');
  expect(offered(`${head}x = lab.input("a")\nx = [1]\nx.|`)).toEqual([]);
});

it('offers nothing for what is not of the lab, nor in a text or a comment', () => {
  expect(offered('import os\nos.|')).toEqual([]);
  expect(offered('from bancada import lab\nprint("lab.|")')).toEqual([]);
  expect(offered('from bancada import lab\n# lab.|')).toEqual([]);
  expect(offered('lab.|')).toEqual([]);
});

it('explains a name, and a call at its argument', () => {
  expect(explained('from bancada import lab\nlab.metric|')).toBe('metric(key: str, value: float, step: Optional[int] = None) -> None');
  expect(explained('from bancada import step|')).toContain('step(');
  expect(explained('from bancada import lab\nx = lab.input("a")\nx|')).toBe('x: Input');
  expect(call('from bancada import lab\nlab.metric(|')).toBe('metric 0');
  expect(call('from bancada import lab\nlab.metric("a, (b", len([1, 2]), |')).toBe('metric 2');
  expect(call('from bancada import lab\nlab.metric(\n  "a",\n  |')).toBe('metric 1');
  expect(call('from bancada import lab\nlab.metric("a", len(|')).toBeNull();
  expect(call('from bancada import lab\nlab.metric("a")|')).toBeNull();
});
