/** Profiles against pandas and suites against Great Expectations, on generated tables: the same answers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { ExpectationSuite } from '../../src-main/contract/expectations.ts';
import { createExpectations } from '../../src-main/expectations/index.ts';
import { openTestTables } from '../../src-main/tables/test-tables.ts';
import { peerPython, profileDifferences, relationDifferences, runPeer, suiteDifferences, suiteFile } from './tables/peer.ts';
import { writeRows } from './tables/rows.ts';

const { python, missing } = peerPython();
const { core, tables, dispose } = openTestTables();
const expectations = createExpectations({ tables });
afterAll(dispose);

describe.skipIf(python === null)(`tables ${missing}`, () => {
  test.each([
    ['csv', 300, 1],
    ['parquet', 5_000, 2],
    ['parquet', 250_000, 3],
    ['csv', 250_000, 4],
  ])('%s of %i rows, seed %i', async (format, rows, seed) => {
    const file = { path: join(core.home.root, `${seed}.${format}`), format: format as 'csv' };
    await writeRows(file.path, rows, seed);
    const peer = runPeer(python!, 'profile', file.path).answer;
    expect(profileDifferences(await tables.profileTable(file), peer)).toEqual([]);
    if (rows <= 10_000) expect(relationDifferences(await tables.relations(file), peer.relations)).toEqual([]);
    const suite = JSON.parse(readFileSync(suiteFile, 'utf8')) as ExpectationSuite;
    expect(suiteDifferences(await expectations.check(file, suite), runPeer(python!, 'expect', file.path).answer)).toEqual([]);
  });
});
