import { afterAll, describe, expect, test } from 'vitest';
import { BancadaError } from '../contract/errors.ts';
import { faultsOf } from '../contract/faults.ts';
import { explain } from '../contract/messages/index.ts';
import { openTestTables } from '../tables/test-tables.ts';
import { createExpectations } from './index.ts';

const { tables, file, dispose } = openTestTables();
const expectations = createExpectations({ tables });
afterAll(dispose);

describe('a suite in YAML', () => {
  test('tells all that is wrong at once, a contract too', () => {
    const lines = (parse: () => unknown) => {
      try {
        parse();
      } catch (error) {
        return faultsOf(error as BancadaError).map(({ data }) => [data.line, data.field]);
      }
      return [];
    };
    const wrong = `expectations:
  - { type: expect_column_values_to_not_be_nul, column: atraso }
  - { type: expect_column_values_to_not_be_null, column: atraso, mostly: 2 }
  - { type: expect_column_values_to_be_between, colum: distancia, min_value: 0 }
`;
    const told = [
      [2, 'expectations[0].type'],
      [3, 'expectations[1].mostly'],
      [4, 'expectations[2].colum'],
    ];
    expect(lines(() => expectations.parse(wrong, 's.yaml'))).toEqual([[1, 'suite'], ...told]);
    const contract = `${wrong}columns:\n  - { name: a, type: numero }\n`;
    expect(lines(() => expectations.parseContract(contract, 'c.yaml'))).toEqual([[1, 'contract'], ...told, [6, 'columns[0].type']]);
  });

  const text = `suite: voos
expectations:
  - type: expect_column_values_to_not_be_null
    column: atraso
    mostly: 0.97
  - type: expect_column_values_to_be_between
    column: atraso
    min_value: -60
    severity: warning
`;
  test('is read with its defaults', () => {
    expect(expectations.parse(text, 'voos.yaml')).toEqual({
      suite: 'voos',
      expectations: [
        { type: 'expect_column_values_to_not_be_null', column: 'atraso', mostly: 0.97, severity: 'critical' },
        { type: 'expect_column_values_to_be_between', column: 'atraso', min_value: -60, severity: 'warning' },
      ],
    });
  });

  test.each([
    [
      'a mistyped name',
      text.replace('to_not_be_null', 'to_not_be_nul'),
      3,
      11,
      'expectations[0].type',
      '@unknown-expectation expect_column_values_to_not_be_null',
    ],
    ['a mistyped field', text.replace('mostly', 'mosty'), 5, 5, 'expectations[0].mosty', '@unknown-field mostly'],
    ['a share above one', text.replace('0.97', '97'), 5, 13, 'expectations[0].mostly', '@range 0–1'],
    ['a missing column', text.replace('    column: atraso\n    mostly', '    mostly'), 3, 5, 'expectations[0].column', '@required'],
    [
      'an unknown severity',
      text.replace('severity: warning', 'severity: grave'),
      9,
      15,
      'expectations[1].severity',
      '@one-of critical, warning, info',
    ],
  ])('with %s names its place', (_, broken, line, column, field, expected) => {
    try {
      expectations.parse(broken, 'expectativas/voos.yaml');
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof BancadaError)) throw error;
      expect(error.data).toEqual({ file: 'expectativas/voos.yaml', line, column, field, expected });
      expect(explain(error.code, error.data, 'pt-BR').what).toContain('expectativas/voos.yaml');
    }
  });

  test('inferred from a profile is read again as it was written, and holds for its own table', async () => {
    const clean = file(
      'limpo.csv',
      `id,valor,classe,dia\n${Array.from({ length: 60 }, (_, i) => `${i},${(i * 37) % 11}.5,${'ab'[i % 2]},2024-01-0${1 + (i % 9)}`).join('\n')}\n`,
    );
    const { suite, yaml } = expectations.infer(await tables.profileTable(clean), 'limpo');
    expect(expectations.parse(yaml, 'limpo.yaml')).toEqual(suite);
    expect(suite.expectations.map(({ type, column }) => [type, column])).toEqual(
      expect.arrayContaining([
        ['expect_column_values_to_be_unique', 'id'],
        ['expect_column_values_to_be_in_set', 'classe'],
        ['expect_column_values_to_be_between', 'valor'],
      ]),
    );
    const contract = expectations.parseContract(expectations.inferContract(await tables.profileTable(clean), 'limpo'), 'contrato.yaml');
    expect(contract.columns).toContainEqual({ name: 'dia', type: 'date', nullable: false });
    expect(await expectations.checkContract({ ...clean, digest: 'limpo' }, contract, null)).toMatchObject({ held: true, changes: [] });
    expect(await expectations.check(clean, suite)).toMatchObject({ success: true, failed: { critical: 0, warning: 0, info: 0 }, quarantined: 0 });
  });
});
