import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadModel } from '../../src-runtime/ml/model-folder.ts';
import { bancada, cliProgram, root } from '../../tests/support/cli.ts';
import { type ModelLab, modelLab, penguins } from '../../tests/support/model-lab.ts';
import { openTestTables } from '../tables/test-tables.ts';
import { type Batches, createBatches } from './index.ts';

let lab: ModelLab;
let batches: Batches;
const { tables, dispose } = openTestTables();
const rows = penguins(1200, 3);
const file = (name: string) => join(lab.root, name);
const csv = (from = rows) =>
  ['massa;bico;ilha', ...from.map(({ massa, bico, ilha }) => `${massa};${bico ?? ''};${ilha}`)].join('\r\n').replaceAll('.', ',');
const parts = (partRows: number) => ({
  ...{
    engines: lab.engines,
    registry: lab.registry,
    datasets: { dataset: async () => Promise.reject(new Error('none')) },
    tables,
    tracking: lab.tracking,
  },
  ...{ applicationRoot: root, language: () => 'pt' as const, partRows },
});

beforeAll(async () => {
  lab = modelLab();
  await lab.register(penguins(200), 'pinguins', 1);
  batches = createBatches(lab.core, parts(500));
});
afterAll(async () => {
  await batches.close();
  await lab.close();
  await dispose();
});

async function scored(input: string, output: string) {
  const { batchId } = await batches.start({ target: 'pinguins:1', input, output });
  await batches.ended(batchId);
  return batches.get(batchId);
}

describe('a batch', () => {
  it('gives each row of a CSV, as it stands there, what the model says of it', async () => {
    writeFileSync(file('a.csv'), csv());
    const batch = await scored(file('a.csv'), file('a-out.csv'));
    expect(batch).toMatchObject({ status: 'done', good: 1200, bad: 0, rejected: null, fraction: 1, attempts: 1, error: null });
    const model = await loadModel(lab.registry.folder(lab.registry.resolve('pinguins:1')));
    const [header, ...lines] = readFileSync(file('a-out.csv'), 'utf8').trimEnd().split('\n');
    expect(header).toBe('massa;bico;ilha;label;probability_Adelie;probability_Gentoo');
    const said = model.predict(rows.map(({ massa, bico, ilha }) => ({ massa: massa!, bico: bico!, ilha: ilha! })));
    const given = csv().split('\r\n').slice(1);
    expect(lines).toEqual(
      said.map(({ label, probabilities }, index) =>
        [given[index], label, ...[probabilities.Adelie, probabilities.Gentoo].map((value) => String(value).replace('.', ','))].join(';'),
      ),
    );
    expect(readdirSync(join(lab.core.home.root, 'batches', '.work'))).toEqual([]);
  });

  it('sets bad rows aside with their reasons and reads all the rest', async () => {
    const bad = ['1;2', 'x;39,1;Dream', '3700;39,1;Lua', '"nunca fecha;1;Dream', ';39,1;Dream'];
    writeFileSync(file('b.csv'), `${csv(rows.slice(0, 3))}\n${bad.join('\n')}\n"3700";"39,1";"Dream"\n\n`);
    const batch = await scored(file('b.csv'), file('b-out.csv'));
    expect(batch).toMatchObject({ status: 'done', good: 5, bad: 4, rejected: file('b-out.csv.rejected.jsonl') });
    const rejected = readFileSync(batch.rejected!, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rejected.map(({ line, code, field, text }) => [line, code, field, text])).toEqual([
      [5, 'columns', undefined, bad[0]],
      [6, 'type', 'massa', bad[1]],
      [7, 'choice', 'ilha', bad[2]],
      [8, 'quote', undefined, bad[3]],
    ]);
    expect(rejected[1].reason).toBe('massa devia ser um número: x');
  });

  it('goes from Parquet to JSONL and back, and to another format, with every row once', async () => {
    writeFileSync(file('c.jsonl'), `${rows.map(({ especie: _, ...row }, id) => JSON.stringify({ id, label: 'dele', ...row })).join('\n')}\nnada\n`);
    expect(await scored(file('c.jsonl'), file('c.parquet'))).toMatchObject({ status: 'done', good: 1200, bad: 1 });
    expect(await scored(file('c.parquet'), file('c-out.jsonl'))).toMatchObject({ status: 'done', good: 1200, bad: 0 });
    const found = readFileSync(file('c-out.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(found.map(({ id }) => id)).toEqual(rows.map((_, id) => id));
    for (const row of found) expect([row.label, row.predicted_predicted_label]).toEqual(['dele', row.predicted_label]);
  });

  it('is a tracked run with its figures', async () => {
    const { trackingRunId } = batches.list('pinguins', 10).find(({ output }) => output === file('b-out.csv'))!;
    const run = lab.tracking.run(trackingRunId!);
    expect(run.status).toBe('FINISHED');
    expect(run.metrics).toMatchObject({ rows: 9, good: 5, rejected: 4 });
  });

  it('refuses what it cannot do before it begins', async () => {
    const start = (input: string, output: string) => batches.start({ target: 'pinguins:1', input: file(input), output: file(output) });
    writeFileSync(file('d.csv'), 'massa,ilha,outra\n1,Dream,2\n');
    writeFileSync(file('e.csv'), 'massa,bico\n1,2\n');
    await expect(start('e.csv', 'd-out.csv')).rejects.toMatchObject({ code: 'BATCH_COLUMNS_MISSING', data: { columns: 'ilha' } });
    await expect(start('a.csv', 'a-out.csv')).rejects.toMatchObject({ code: 'FILE_EXISTS' });
    await expect(start('nada.csv', 'x.csv')).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await expect(start('a.csv', 'sem/pasta.csv')).rejects.toMatchObject({ code: 'BATCH_FOLDER_MISSING' });
    await expect(start('a.csv', 'x.xlsx')).rejects.toMatchObject({ code: 'TABLE_FORMAT_UNKNOWN' });
  });

  it('is cancelled and goes on; of a file that changed meanwhile only anew', async () => {
    const slow = createBatches(lab.core, parts(20));
    writeFileSync(file('f.csv'), csv());
    const asked = { target: 'pinguins:1', input: file('f.csv'), output: file('f-out.csv') };
    const { batchId } = await slow.start(asked);
    for await (const { good, status } of slow.watch(batchId)) if (good > 0 || status !== 'running') break;
    await expect(slow.start(asked)).rejects.toMatchObject({ code: 'BATCH_RUNNING' });
    await slow.cancel(batchId);
    expect(slow.get(batchId)).toMatchObject({ status: 'cancelled' });
    expect(existsSync(asked.output)).toBe(false);
    writeFileSync(file('f.csv'), csv(rows.slice(0, 1199)));
    await expect(slow.start(asked)).rejects.toMatchObject({ code: 'BATCH_INPUT_CHANGED' });
    writeFileSync(file('f.csv'), csv());
    const again = await slow.start(asked);
    expect(again).toEqual({ batchId, resumed: true });
    await slow.ended(batchId);
    expect(slow.get(batchId)).toMatchObject({ status: 'done', good: 1200, attempts: 2 });
    expect(readFileSync(asked.output, 'utf8')).toBe(readFileSync(file('a-out.csv'), 'utf8'));
    await slow.close();
  });
});

describe('kill -9', () => {
  it('loses no row and doubles none: the same command goes on to the same bytes', async () => {
    const many = Array.from({ length: 150 }, () => rows).flat();
    writeFileSync(file('g.csv'), csv(many));
    const home = lab.core.home.root;
    const command = (output: string) => ['batch', 'pinguins:1', file('g.csv'), '-o', file(output), '--engine', 'process'];
    let output = '';
    for (let tries = 1; ; tries++) {
      output = `g-${tries}.csv`;
      const child = spawn(process.execPath, [cliProgram, ...command(output), '--home', home], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      // The first part is on the disk.
      child.stderr.setEncoding('utf8').on('data', (text: string) => /[1-9]\d* %/.test(text) && child.kill('SIGKILL'));
      const [, signal] = await once(child, 'close');
      // A machine that was held up may have let it finish first.
      if (signal === 'SIGKILL' || tries === 5) break;
    }
    expect(existsSync(file(output))).toBe(false);
    const before = batches.list('pinguins', 20).find((batch) => batch.output === file(output))!;
    expect(before.status).toBe('interrupted');
    const { json } = await bancada(home)(...command(output));
    expect(json).toMatchObject({ batchId: before.batchId, status: 'done', good: many.length, bad: 0, attempts: 2 });
    expect(readFileSync(file(output), 'utf8').split('\n').length).toBe(many.length + 2);
    const whole = readFileSync(file('a-out.csv'), 'utf8').split('\n').slice(1, -1);
    expect(
      readFileSync(file(output), 'utf8')
        .split('\n')
        .slice(1, -1)
        .every((line, index) => line === whole[index % whole.length]),
    ).toBe(true);
  });
});
