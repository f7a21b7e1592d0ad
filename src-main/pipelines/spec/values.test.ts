import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expand, instanceId } from './matrix.ts';
import { resolveParams } from './params.ts';
import { references, render } from './template.ts';
import { formatDuration, formatSize, parseDuration, parseSize } from './units.ts';
import { type Condition, holds, parseWhen, WhenError } from './when.ts';

test('durations and sizes are read as people write them', () => {
  expect(['500ms', '30s', '5m', '1h', '1.5s'].map(parseDuration)).toEqual([500, 30_000, 300_000, 3_600_000, 1500]);
  expect(['5', '5 apples', '', '-1s', 'ms'].map(parseDuration)).toEqual([null, null, null, null, null]);
  expect(['512m', '1g', '100', '64k', '1GB'].map(parseSize)).toEqual([2 ** 29, 2 ** 30, 100, 65_536, 2 ** 30]);
  expect(['1t', 'm', '-1g'].map(parseSize)).toEqual([null, null, null]);
  expect([formatDuration(500), formatDuration(30_000), formatDuration(300_000)]).toEqual(['500 ms', '30 s', '5 min']);
  expect([formatSize(2 ** 30), formatSize(512 * 2 ** 20)]).toEqual(['1 GB', '512 MB']);
});

describe('a condition', () => {
  const params = { n: 5, name: 'rapido', on: true };
  test.each([
    ["params.name == 'rapido'", true],
    ['params.n > 3 && params.n <= 5', true],
    ['params.n < 3 || params.on', true],
    ['!params.on', false],
    ['!(params.n == 5) || params.name != "rapido"', false],
    ["params.n == '5'", false],
    ['params.n >= -1.5', true],
    ['true && false || true', true],
  ])('%s', (text, expected) => expect(holds(parseWhen(text), params)).toBe(expected));

  test.each([
    '',
    'params',
    'params.n ==',
    '(params.n',
    'params.n = 5',
    'process.exit()',
    'params.n == 5 params.n',
    "'open",
    '1 < 2 < 3',
    `${'!'.repeat(200)}true`,
  ])('refuses %j', (text) => expect(() => parseWhen(text)).toThrow(WhenError));

  test('means what its tree means, however it is written', () => {
    const leaf = fc.oneof(
      fc.boolean().map((value): Condition => ({ op: 'literal', value })),
      fc.integer({ min: -99, max: 99 }).map((value): Condition => ({ op: 'literal', value })),
      fc.constantFrom('n', 'name', 'on').map((name): Condition => ({ op: 'param', name })),
    );
    const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        tie('tree').map((of): Condition => ({ op: 'not', of })),
        fc
          .tuple(fc.constantFrom('==', '!=', '<', '<=', '>', '>=', '&&', '||'), tie('tree'), tie('tree'))
          .map(([op, left, right]) => ({ op, left, right }) as Condition),
      ),
    }));
    fc.assert(
      fc.property(tree, (condition) => {
        expect(parseWhen(written(condition))).toEqual(condition);
      }),
    );
  });

  test('never runs and never hangs, whatever is written', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          parseWhen(text);
        } catch (error) {
          expect(error).toBeInstanceOf(WhenError);
        }
      }),
    );
  });
});

function written(condition: Condition): string {
  if (condition.op === 'literal') return String(condition.value);
  if (condition.op === 'param') return `params.${condition.name}`;
  if (condition.op === 'not') return `!(${written(condition.of)})`;
  return `(${written(condition.left)}) ${condition.op} (${written(condition.right)})`;
}

test('a template alone keeps the type, inside a text becomes text', () => {
  const ref = (what: string) => `$\{${what}}`;
  expect(render(ref('params.n'), { n: 3 })).toBe(3);
  expect(render(`v${ref('params.n')}-${ref('params.b')}`, { n: 3, b: true })).toBe('v3-true');
  expect(render(`$& ${ref('params.s')}`, { s: '$&' })).toBe('$& $&');
  expect(references(`${ref('params.a')} ${ref('params.b')}`)).toEqual({ params: ['a', 'b'], malformed: false });
  expect(references(ref('env.HOME')).malformed).toBe(true);
});

test('a matrix has one instance for every combination', () => {
  expect(expand({ a: [1, 2], b: ['x', 'y'] }).map((matrix) => instanceId('t', matrix))).toEqual([
    't[a=1,b=x]',
    't[a=1,b=y]',
    't[a=2,b=x]',
    't[a=2,b=y]',
  ]);
  expect(expand({}).map((matrix) => instanceId('t', matrix))).toEqual(['t']);
});

describe('parameters of a run', () => {
  const specs = [
    { name: 'n', type: 'integer', default: 60, min: 1, max: 500 },
    { name: 'x', type: 'number', default: 0.5 },
    { name: 'kind', type: 'string', default: 'a', choices: ['a', 'b'] },
    { name: 'on', type: 'boolean', default: true },
  ] as const;
  const resolve = (asked: Record<string, string | number | boolean>) =>
    resolveParams('p', [...specs.map((spec) => ({ ...spec, choices: 'choices' in spec ? [...spec.choices] : undefined }))], asked);

  test('come from a command line as text', () => {
    expect(resolve({ n: '9', x: '1e-3', on: 'false', kind: 'b' })).toEqual({ n: 9, x: 0.001, on: false, kind: 'b' });
    expect(resolve({})).toEqual({ n: 60, x: 0.5, kind: 'a', on: true });
  });
  test.each([
    [{ n: '1.5' }, '@integer'],
    [{ n: 501 }, '@range 1 … 500'],
    [{ n: '' }, '@integer'],
    [{ x: 'NaN' }, '@number'],
    [{ on: 'yes' }, '@boolean'],
    [{ kind: 'c' }, '@one-of a, b'],
  ])('refuse %j', (asked, expected) => {
    expect(() => resolve(asked as Record<string, string>)).toThrow(
      expect.objectContaining({ code: 'PARAM_INVALID', data: expect.objectContaining({ expected }) }),
    );
  });
  test('refuse a name that is not declared', () => {
    expect(() => resolve({ m: 1 })).toThrow(
      expect.objectContaining({ code: 'PARAM_UNKNOWN', data: { pipeline: 'p', name: 'm', known: 'n, x, kind, on' } }),
    );
  });
});
