/** `bancada` by itself: the same rows, texts and chance as `@bancada/sdk`, types that mypy accepts, and nothing but the standard library. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { messages } from '../messages.ts';
import { seededRandom } from '../ml/random.ts';
import { formatCsv, parseCsv } from '../sdk/csv.ts';

const sdk = import.meta.dirname;
const folder = mkdtempSync(join(tmpdir(), 'bancada-python-sdk-'));
afterAll(() => rmSync(folder, { recursive: true }));
const hasPython = spawnSync('python3', ['--version']).status === 0;

function python(program: string, input: unknown = null): unknown {
  const source = `import json, sys\nsys.path.insert(0, ${JSON.stringify(sdk)})\nsys.dont_write_bytecode = True\ngiven = json.load(sys.stdin)\n${program}`;
  return JSON.parse(execFileSync('python3', ['-c', source], { input: JSON.stringify(input), encoding: 'utf8' }));
}

const texts = [
  'a,b\n1,x\n2,"y, z"\n',
  'a,b\r\n1,"um ""dois"""\r\n',
  '\ufeffa\n007\n',
  'a,b,c\n,true,false\n1.5,-2e3,.5\n',
  'a\n"1"\n1\n\n2\n',
  'a,b\n1,\n,2\n',
  'a\n9007199254740993\n9007199254740991\n-0\n',
  'a,b\n"linha 1\nlinha 2",x\n',
  'a\n1e999\nNaN\n+3\n0x10\n1_000\n',
  '',
  'a,b',
];

test.skipIf(!hasPython)('it reads CSV as TypeScript does, and writes what TypeScript reads back', () => {
  const read = python('from bancada._csv import parse_csv\nprint(json.dumps([parse_csv(text) for text in given]))', texts);
  const rows = texts.map((text) => parseCsv(text));
  expect(read).toEqual(JSON.parse(JSON.stringify(rows)));
  const written = python('from bancada._csv import format_csv\nprint(json.dumps([format_csv(rows) for rows in given]))', rows) as string[];
  expect(written.map((text) => parseCsv(text))).toEqual(JSON.parse(JSON.stringify(rows)));
  const back = python('from bancada._csv import parse_csv\nprint(json.dumps([parse_csv(text) for text in given]))', rows.map(formatCsv));
  expect(back).toEqual(JSON.parse(JSON.stringify(rows)));
});

test.skipIf(!hasPython)('it names the line of a CSV or JSON that cannot be read', () => {
  const program = `
from bancada import LabError
from bancada._files import read_rows
found = []
for name, text in given:
    path = ${JSON.stringify(folder)} + "/" + name
    open(path, "w").write(text)
    try: read_rows(path, "file")
    except LabError as error: found.append([error.code, error.data.get("line")])
print(json.dumps(found))`;
  const files = [
    ['a.csv', 'a,b\n1,2\n1\n'],
    ['b.csv', 'a\n"x\n'],
    ['c.jsonl', '{"a":1}\n\n{"a"\n'],
    ['d.json', '{}'],
    ['e.txt', ''],
  ];
  expect(python(program, files)).toEqual([
    ['CSV_WIDTH', 3],
    ['CSV_QUOTE', 2],
    ['JSON_BAD', 3],
    ['FORMAT', null],
    ['FORMAT', null],
  ]);
});

test.skipIf(!hasPython)('its chance is that of TypeScript, number by number', () => {
  const seeds = [0, 7, -1, 2 ** 31, 123_456_789];
  const program = `
from bancada._random import seeded_random
print(json.dumps([[random() for random in [seeded_random(seed)] * 50] for seed in given]))`;
  expect(python(program, seeds)).toEqual(
    seeds.map((seed) => {
      const random = seededRandom(seed);
      return Array.from({ length: 50 }, () => random());
    }),
  );
});

test.skipIf(!hasPython)('JSON holds gaps for NaN, and plain values for dates, sets and what looks like an array', () => {
  const program = `
import datetime
from bancada._events import dumps
class Array:
    ndim = 1
    def tolist(self): return [1, float("nan")]
print(dumps({"a": float("nan"), "b": {1}, "c": datetime.date(2026, 1, 2), "d": Array(), "e": (float("inf"), 1)}))`;
  expect(python(program)).toEqual({ a: null, b: [1], c: '2026-01-02', d: [1, null], e: [null, 1] });
});

test('its texts are those of the SDK', () => {
  const source = readFileSync(join(sdk, 'bancada', '_errors.py'), 'utf8');
  for (const [, code] of source.matchAll(/^ {4}"([A-Z_]+)": \(/gm)) {
    const text = Reflect.get(messages, code!) as { pt: string; en: string } | undefined;
    if (!text) continue; // of Python alone
    const said = (words: string) => source.replaceAll(/"\n\s+"/g, '').includes(words);
    expect([code, said(text.pt), said(text.en)]).toEqual([code, true, true]);
  }
});

test('it imports the standard library alone, and every file fits in a hand', () => {
  for (const name of readdirSync(join(sdk, 'bancada')).filter((file) => file.endsWith('.py'))) {
    const text = readFileSync(join(sdk, 'bancada', name), 'utf8');
    expect(text.split('\n').length, name).toBeLessThan(200);
    expect(text.startsWith('"""'), name).toBe(true);
  }
});

const typedProgram = `from typing import Dict, List
from bancada import Input, Lab, Row, step
import bancada

@step
def main(lab: Lab) -> None:
    rows: List[Row] = lab.input("voos").rows()
    entrada: Input = lab.input("voos")
    caminho: str = lab.artifact("x")
    lab.metric("f1", 0.5, step=3)
    bancada.metric("f1", 1)
    lab.output("y").json({"linhas": len(rows), "nome": entrada.name, "em": caminho})
    sorte: float = lab.random()
    valores: Dict[str, bancada.Value] = lab.params
    reveal_type(sorte)
    reveal_type(bancada.input("x").items[0].matrix)
    lab.metric("f1", "texto")
    lab.nada()
    print(valores)
`;

test('mypy accepts it strictly, and tells a learner what is wrong', async () => {
  const { createPython } = await import('../../src-main/engines/python/index.ts');
  const root = process.env.BANCADA_PYTHON_CACHE ?? join(sdk, '..', '..', '.cache', 'python');
  writeFileSync(join(folder, 'requirements.txt'), 'mypy==1.18.2\n');
  const { interpreter, site } = await createPython({ home: { root: folder } as never }, { root }).setup(folder);
  writeFileSync(join(folder, 'passo.py'), typedProgram);
  const mypy = (...files: string[]) =>
    spawnSync(interpreter.path, ['-m', 'mypy', '--strict', '--python-version', '3.9', '--cache-dir', join(folder, 'mypy'), ...files], {
      encoding: 'utf8',
      env: { ...process.env, PYTHONPATH: site!, MYPYPATH: sdk },
    });
  expect(mypy(join(sdk, 'bancada')).stdout).toMatch(/^Success/);
  const told = mypy(join(folder, 'passo.py')).stdout;
  expect(told).toMatch(/passo\.py:15: note: Revealed type is "builtins\.float"/);
  expect(told).toMatch(/passo\.py:16: note: Revealed type is .*dict\[builtins\.str, /);
  expect(told).toMatch(/passo\.py:17: error: Argument 2 to "metric"/);
  expect(told).toMatch(/passo\.py:18: error: "Lab" has no attribute "nada"/);
  expect(told).toContain('Found 2 errors');
}, 120_000);
