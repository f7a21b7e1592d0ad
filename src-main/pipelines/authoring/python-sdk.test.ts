import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pythonSdk } from './python-sdk.ts';

const folder = join(import.meta.dirname, '../../../src-runtime/python/bancada');
const sdk = pythonSdk(folder);
const of = (name: string, member: string) => sdk.classes[name]?.find((one) => one.name === member);

test('every name that the module shows is there, and every one that does something is explained', () => {
  const source = readFileSync(join(folder, '__init__.py'), 'utf8');
  const shown = [...source.slice(source.indexOf('__all__')).matchAll(/"(\w+)"/g)].map((found) => found[1]);
  expect(sdk.module.map(({ name }) => name).sort()).toEqual(shown.sort());
  const all = [...sdk.module, ...Object.values(sdk.classes).flat()];
  expect(all.filter(({ kind, doc }) => kind === 'function' && doc === '').map(({ name }) => name)).toEqual([]);
});

test('signatures, types and docstrings are those of the source', () => {
  expect(of('Lab', 'metric')).toEqual({
    name: 'metric',
    kind: 'function',
    signature: 'metric(key: str, value: float, step: Optional[int] = None) -> None',
    params: ['key: str', 'value: float', 'step: Optional[int] = None'],
    type: 'None',
    doc: 'Records a point of a metric; without `step`, the next one.',
  });
  expect(of('Lab', 'seed')).toMatchObject({ kind: 'value', type: 'int' });
  expect(of('Lab', 'input')?.type).toBe('Input');
  expect(of('Input', 'items')).toMatchObject({ kind: 'value', type: 'List[InputItem]' });
  expect(of('Input', 'rows')?.doc).toContain('Rows of a csv'); // of what it is made from
  expect(of('InputItem', 'name')?.signature).toBe('name: str');
  expect(sdk.module.find(({ name }) => name === 'lab')).toMatchObject({ kind: 'value', type: 'Lab' });
  expect(
    Object.values(sdk.classes)
      .flat()
      .some(({ name }) => name.startsWith('_')),
  ).toBe(false);
});
