import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Expectation, ExpectationResult } from '../contract/expectations.ts';
import { openTestTables } from '../tables/test-tables.ts';
import { expectationTypes } from './catalogue.ts';
import { createExpectations } from './index.ts';

const { core, tables, file, dispose } = openTestTables();
const expectations = createExpectations({ tables });
afterAll(dispose);

const flights = file(
  'voos.csv',
  `id,atraso,chegada,partida,companhia,placa,dia,extra
1,10,20,10,AA,N12345,2024-01-01,"{""a"":1}"
2,,30,25,AA,N12346,2024-01-02,{}
3,-3,5,9,UA,12347,2024-13-01,[
4,700,40,40,ZZ,N12348,2024-01-04,1
4,1,,50,,N1,2024-01-05,
`,
);

/** Row numbers that fail, or why it was not judged. */
async function failing(asked: Omit<Expectation, 'severity'>): Promise<{ rows: number[]; result: ExpectationResult }> {
  const { results } = await expectations.check(flights, { suite: 's', expectations: [{ ...asked, severity: 'critical' }] });
  return { rows: results[0]!.examples.map(({ row }) => row), result: results[0]! };
}

const ofRows: [Omit<Expectation, 'severity'>, number[]][] = [
  [{ type: 'expect_column_values_to_not_be_null', column: 'atraso' }, [2]],
  [{ type: 'expect_column_values_to_be_null', column: 'chegada' }, [1, 2, 3, 4]],
  [{ type: 'expect_column_values_to_be_unique', column: 'id' }, [4, 5]],
  [{ type: 'expect_column_values_to_be_between', column: 'atraso', min_value: 0, max_value: 600 }, [3, 4]],
  [{ type: 'expect_column_values_to_be_between', column: 'atraso', min_value: 1, strict_min: true }, [3, 5]],
  [{ type: 'expect_column_values_to_be_in_set', column: 'companhia', value_set: ['AA', 'UA'] }, [4]],
  [{ type: 'expect_column_values_to_be_in_set', column: 'id', value_set: [1, 2, "3'; DROP"] }, [3, 4, 5]],
  [{ type: 'expect_column_values_to_not_be_in_set', column: 'companhia', value_set: ["ZZ' OR 'a'='a", 'ZZ'] }, [4]],
  [{ type: 'expect_column_values_to_match_regex', column: 'placa', regex: '^N\\d{5}$' }, [3, 5]],
  [{ type: 'expect_column_values_to_not_match_regex', column: 'placa', regex: '^N' }, [1, 2, 4, 5]],
  [{ type: 'expect_column_values_to_match_like_pattern', column: 'placa', like_pattern: 'N%' }, [3]],
  [{ type: 'expect_column_values_to_match_strftime_format', column: 'dia', strftime_format: '%Y-%m-%d' }, [3]],
  [{ type: 'expect_column_values_to_be_json_parseable', column: 'extra' }, [3]],
  [{ type: 'expect_column_value_lengths_to_be_between', column: 'placa', min_value: 6 }, [3, 5]],
  [{ type: 'expect_column_value_lengths_to_equal', column: 'companhia', value: 2 }, []],
  [{ type: 'expect_column_value_z_scores_to_be_less_than', column: 'atraso', threshold: 1.4 }, [4]],
  [{ type: 'expect_column_values_to_be_increasing', column: 'id' }, []],
  [{ type: 'expect_column_values_to_be_increasing', column: 'id', strictly: true }, [5]],
  [{ type: 'expect_column_values_to_be_decreasing', column: 'atraso' }, [4]],
  [{ type: 'expect_column_pair_values_a_to_be_greater_than_b', column_A: 'chegada', column_B: 'partida' }, [3, 4, 5]],
  [{ type: 'expect_column_pair_values_a_to_be_greater_than_b', column_A: 'chegada', column_B: 'partida', or_equal: true }, [3, 5]],
  [{ type: 'expect_column_pair_values_to_be_equal', column_A: 'chegada', column_B: 'partida' }, [1, 2, 3, 5]],
  [
    {
      type: 'expect_column_pair_values_to_be_in_set',
      column_A: 'companhia',
      column_B: 'id',
      value_pairs_set: [
        ['AA', 1],
        ['AA', 2],
        ['UA', 3],
      ],
    },
    [4, 5],
  ],
  [{ type: 'expect_compound_columns_to_be_unique', column_list: ['id', 'companhia'] }, []],
  [{ type: 'expect_select_column_values_to_be_unique_within_record', column_list: ['chegada', 'partida'] }, [4]],
  [{ type: 'expect_multicolumn_sum_to_equal', column_list: ['chegada', 'partida'], sum_total: 30 }, [2, 3, 4, 5]],
];

test('columns that repeat together fail in every such row, and what is missing in one of them counts as the same', async () => {
  const pairs = file('pares.csv', 'a,b\n2,x\n1,\n2,x\n2,y\n1,\n');
  const asked: Expectation = { type: 'expect_compound_columns_to_be_unique', column_list: ['a', 'b'], severity: 'critical' };
  const [found] = (await expectations.check(pairs, { suite: 's', expectations: [asked] })).results;
  expect(found!.examples.map(({ row }) => row)).toEqual([1, 2, 3, 5]);
});

test.each(ofRows)('%o fails in the rows where it must', async (asked, rows) => {
  const found = await failing(asked);
  expect(found.rows).toEqual(rows);
  expect(found.result).toMatchObject({ success: rows.length === 0, unexpected: rows.length, problem: null });
});

const ofWholes: [Omit<Expectation, 'severity'>, boolean, unknown][] = [
  [{ type: 'expect_column_to_exist', column: 'atraso', column_index: 1 }, true, expect.anything()],
  [{ type: 'expect_column_to_exist', column: 'atrazo' }, false, expect.anything()],
  [{ type: 'expect_column_values_to_be_of_type', column: 'atraso', type_: 'integer' }, true, 'integer (BIGINT)'],
  [{ type: 'expect_column_values_to_be_in_type_list', column: 'atraso', type_list: ['text', 'DOUBLE'] }, false, 'integer (BIGINT)'],
  [{ type: 'expect_column_min_to_be_between', column: 'atraso', min_value: -3, strict_min: true }, false, -3],
  [{ type: 'expect_column_max_to_be_between', column: 'atraso', max_value: 700 }, true, 700],
  [{ type: 'expect_column_mean_to_be_between', column: 'atraso', min_value: 177, max_value: 177 }, true, 177],
  [{ type: 'expect_column_median_to_be_between', column: 'atraso', min_value: 5.5, max_value: 5.5 }, true, 5.5],
  [{ type: 'expect_column_stdev_to_be_between', column: 'chegada', min_value: 14, max_value: 16 }, true, expect.closeTo(14.93, 2)],
  [{ type: 'expect_column_sum_to_be_between', column: 'chegada', min_value: 100 }, false, 95],
  [
    {
      type: 'expect_column_quantile_values_to_be_between',
      column: 'chegada',
      quantile_ranges: {
        quantiles: [0, 0.5, 1],
        value_ranges: [
          [null, 5],
          [20, 30],
          [40, null],
        ],
      },
    },
    true,
    [5, 25, 40],
  ],
  [{ type: 'expect_column_unique_value_count_to_be_between', column: 'companhia', min_value: 3, max_value: 3 }, true, 3],
  [{ type: 'expect_column_proportion_of_unique_values_to_be_between', column: 'companhia', max_value: 0.7 }, false, 0.75],
  [{ type: 'expect_column_distinct_values_to_be_in_set', column: 'companhia', value_set: ['AA', 'UA'] }, false, ['ZZ']],
  [{ type: 'expect_column_distinct_values_to_contain_set', column: 'companhia', value_set: ['AA', 'UA'] }, true, 2],
  [{ type: 'expect_column_distinct_values_to_equal_set', column: 'companhia', value_set: ['AA', 'UA', 'ZZ'] }, true, []],
  [{ type: 'expect_column_most_common_value_to_be_in_set', column: 'companhia', value_set: ['AA'] }, true, 'AA'],
  [{ type: 'expect_table_row_count_to_be_between', min_value: 6 }, false, 5],
  [{ type: 'expect_table_row_count_to_equal', value: 5 }, true, 5],
  [{ type: 'expect_table_column_count_to_be_between', max_value: 8 }, true, 8],
  [{ type: 'expect_table_column_count_to_equal', value: 7 }, false, 8],
  [{ type: 'expect_table_columns_to_match_ordered_list', column_list: ['id', 'atraso'] }, false, expect.anything()],
  [{ type: 'expect_table_columns_to_match_set', column_set: ['id', 'atraso'], exact_match: false }, true, expect.anything()],
];

test.each(ofWholes)('%o is %s', async (asked, success, observed) => {
  expect((await failing(asked)).result).toMatchObject({ success, observed, problem: null });
});

test('every expectation of the catalogue is proven here', () => {
  const proven = new Set([...ofRows, ...ofWholes].map(([{ type }]) => type));
  expect(expectationTypes.filter((type) => !proven.has(type))).toEqual([]);
});

test('one that cannot be judged fails by itself, with its reason, and the others go on', async () => {
  const { results, success, quarantined } = await expectations.check(flights, {
    suite: 's',
    expectations: [
      { type: 'expect_column_values_to_be_unique', column: 'nada', severity: 'critical' },
      { type: 'expect_column_mean_to_be_between', column: 'companhia', min_value: 0, severity: 'warning' },
      { type: 'expect_column_values_to_match_regex', column: 'placa', regex: '(?=x', severity: 'info' },
      { type: 'expect_column_values_to_not_be_null', column: 'id', severity: 'critical' },
    ],
  });
  expect(results.map(({ problem }) => problem?.kind ?? null)).toEqual(['no-column', 'kind', 'regex', null]);
  expect(results.map(({ success }) => success)).toEqual([false, false, false, true]);
  expect({ success, quarantined }).toEqual({ success: false, quarantined: 0 });
});

describe('laws', () => {
  const rows = fc.array(fc.record({ a: fc.option(fc.integer({ min: 0, max: 9 })), b: fc.constantFrom('x', 'y', "z'; --", 'ção,"') }), {
    minLength: 1,
    maxLength: 40,
  });
  const cell = (value: unknown) => (value === null ? '' : typeof value === 'string' ? `"${value.replaceAll('"', '""')}"` : String(value));

  test('valid and quarantined rows together are the input, each row once, in order', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 0, max: 9 }), fc.boolean(), async (given, limit, unique) => {
        round += 1;
        const input = file(`lei-${round}.csv`, `a,b\n${given.map(({ a, b }) => `${cell(a)},${cell(b)}`).join('\n')}\n`);
        const split = {
          valid: join(core.home.root, `v-${round}.jsonl`),
          quarantine: join(core.home.root, `q-${round}.jsonl`),
          format: 'jsonl' as const,
        };
        const suite: Expectation[] = [
          { type: 'expect_column_values_to_not_be_null', column: 'a', severity: 'critical', mostly: 0.1 },
          { type: 'expect_column_values_to_be_between', column: 'a', max_value: limit, severity: 'critical' },
          { type: 'expect_column_values_to_be_in_set', column: 'b', value_set: ['x'], severity: 'warning' },
          ...(unique ? [{ type: 'expect_column_values_to_be_unique', column: 'a', severity: 'critical' } as const] : []),
        ];
        const result = await expectations.check(input, { suite: 's', expectations: suite }, { split });
        const read = (path: string) =>
          readFileSync(path, 'utf8')
            .trim()
            .split('\n')
            .filter(Boolean)
            .map((line) => JSON.parse(line) as { a: number | null; b: string; _linha: number; _motivo: string });
        const valid = read(split.valid);
        const quarantine = read(split.quarantine);
        const times = (a: number | null) => given.filter((row) => row.a === a).length;
        const isBad = (row: (typeof given)[number]) => row.a === null || row.a > limit || (unique && times(row.a) > 1);
        expect(valid.map(({ a, b }) => ({ a: a ?? null, b }))).toEqual(given.filter((row) => !isBad(row)));
        expect(quarantine.map(({ _linha }) => _linha)).toEqual(given.flatMap((row, index) => (isBad(row) ? [index + 1] : [])));
        expect(quarantine.every(({ _motivo }) => /^expect_column_values_to_\w+\(a\)(; expect_column_values_to_\w+\(a\))?$/.test(_motivo))).toBe(true);
        expect(result.quarantined).toBe(quarantine.length);
      }),
      { numRuns: 25 },
    );
  });

  test('with a share to reach, an expectation holds exactly from its own share downwards', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(rows, fc.double({ min: 0, max: 1, noNaN: true }), async (given, mostly) => {
        round += 1;
        const input = file(`parte-${round}.csv`, `a,b\n${given.map(({ a, b }) => `${cell(a)},${cell(b)}`).join('\n')}\n`);
        const asked = { type: 'expect_column_values_to_be_between', column: 'a', min_value: 3, severity: 'critical' } as const;
        const check = async (share: number) =>
          (await expectations.check(input, { suite: 's', expectations: [{ ...asked, mostly: share }] })).results[0]!;
        const present = given.filter(({ a }) => a !== null);
        const reached = present.length === 0 ? 1 : present.filter(({ a }) => a! >= 3).length / present.length;
        expect((await check(mostly)).success).toBe(reached >= mostly);
        expect((await check(reached)).success).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});
