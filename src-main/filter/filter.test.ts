import { expect, it } from 'vitest';
import { BancadaError } from '../contract/errors.ts';
import { experiments, loggedModels, modelVersions, offsetOf, parseFilter, parseOrders, registeredModels, runs, tokenAt } from './index.ts';

const one = (text: string) => {
  const [clause, ...more] = parseFilter(text, runs);
  expect(more).toEqual([]);
  return clause;
};
const refusal = (attempt: () => unknown) => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof BancadaError && error.code === 'TRACKING_FILTER_INVALID') return error.data;
    throw error;
  }
  throw new Error('it was accepted');
};

it.each([
  ['metrics.loss < 0.5', 'metric', 'loss', '<', 0.5],
  ['metric.loss<=-1', 'metric', 'loss', '<=', -1],
  ['metrics.a > .5', 'metric', 'a', '>', 0.5],
  ['metrics.a >= 1e-5', 'metric', 'a', '>=', 1e-5],
  ['metrics.`val loss` != 2.', 'metric', 'val loss', '!=', 2],
  ['metrics."val/loss"=3E2', 'metric', 'val/loss', '=', 300],
  ["params.lr = '0.01'", 'param', 'lr', '=', '0.01'],
  ['param.lr = "0.01"', 'param', 'lr', '=', '0.01'],
  ["parameter.a.b != ''", 'param', 'a.b', '!=', ''],
  ["parameters.modelo LIKE '%rf_'", 'param', 'modelo', 'LIKE', '%rf_'],
  ["`params`.`a` ilike 'RF%'", 'param', 'a', 'ILIKE', 'RF%'],
  ["tags.mlflow.parentRunId = 'abc'", 'tag', 'mlflow.parentRunId', '=', 'abc'],
  ["tag.ação = 'é'", 'tag', 'ação', '=', 'é'],
  ["status = 'FINISHED'", 'attribute', 'status', '=', 'FINISHED'],
  ["attributes.status != 'FAILED'", 'attribute', 'status', '!=', 'FAILED'],
  ["attr.`run name` LIKE '%a'", 'attribute', 'run_name', 'LIKE', '%a'],
  ['"Run name" = "x"', 'attribute', 'run_name', '=', 'x'],
  ["run.user_id ILIKE 'ana'", 'attribute', 'user_id', 'ILIKE', 'ana'],
  ["attribute.artifact_uri LIKE 'mlflow%'", 'attribute', 'artifact_uri', 'LIKE', 'mlflow%'],
  ['created >= 1700000000000', 'attribute', 'start_time', '>=', 1_700_000_000_000],
  ['end_time < 5', 'attribute', 'end_time', '<', 5],
  ["datasets.name = 'iris'", 'dataset', 'name', '=', 'iris'],
  ["dataset.context ILIKE 'TRAIN'", 'dataset', 'context', 'ILIKE', 'TRAIN'],
])('reads %s', (text, kind, key, operator, value) => {
  expect(one(text)).toEqual({ kind, key, test: { operator, value } });
});

it.each([
  ['run_id IN (\'a\', "b")', 'run_id', 'IN', ['a', 'b']],
  ["attributes.run_id NOT  in('a',)", 'run_id', 'NOT IN', ['a']],
  ["run_id IN ('it\\'s')", 'run_id', 'IN', ["it's"]],
])('reads the list of %s', (text, key, operator, value) => {
  expect(one(text)).toEqual({ kind: 'attribute', key, test: { operator, value } });
});

it('reads lists of data sets, and whether a param or tag is there', () => {
  expect(one("datasets.digest NOT IN ('1')")).toMatchObject({ kind: 'dataset', test: { operator: 'NOT IN', value: ['1'] } });
  expect(one('params.x IS NULL')).toEqual({ kind: 'param', key: 'x', test: { operator: 'IS NULL', value: null } });
  expect(one('tags.`x` is not null')).toEqual({ kind: 'tag', key: 'x', test: { operator: 'IS NOT NULL', value: null } });
});

it('joins clauses by AND, whatever its case and the space around', () => {
  const clauses = parseFilter(" metrics.a>1 AND\n params.b='x AND y' and\tstatus = 'RUNNING' ", runs);
  expect(clauses.map(({ key }) => key)).toEqual(['a', 'b', 'status']);
  expect(parseFilter('', runs)).toEqual([]);
  expect(parseFilter(null, runs)).toEqual([]);
  expect(parseFilter('  ', runs)).toEqual([]);
});

it('takes what stands between quotes as it is', () => {
  for (const value of ["'; DROP TABLE runs; --", '`', '%', '\\', '1) OR (1=1', 'ação 🚀\n'])
    expect(one(`params.a = "${value}"`)).toEqual({ kind: 'param', key: 'a', test: { operator: '=', value } });
  expect(one("params.a = 'it''s'")).toMatchObject({ test: { value: "it''s" } });
  expect(one("params.`x' OR '1'='1` = 'a'")).toMatchObject({ key: "x' OR '1'='1" });
});

it.each([
  ["status = 'a' OR status = 'b'", "Invalid clause(s) in filter string: 'OR'", 14, '@filter-and'],
  ['metrics.a > 1 metrics.b > 1', "Invalid clause(s) in filter string: 'metrics.b'", 15, '@filter-and'],
  ['(metrics.a > 1)', "Invalid clause(s) in filter string: '('", 1, '@filter-name'],
  ['metrics.a > 1 AND', "Invalid clause(s) in filter string: ''", 18, '@filter-name'],
  ['metrics.a >', 'Invalid clause(s) in filter string: it ends before a value', 12, '@number'],
  ['metrics.a', "Invalid clause(s) in filter string: ''", 10, '@filter-operator'],
  ['metrics.a > 1;', "Invalid clause(s) in filter string: ';'", 14, '@filter-character'],
  ["params.a = 'x", "Invalid clause(s) in filter string: ''x'", 12, "@filter-unclosed '"],
  ["metrics.a = 'x'", "Expected numeric value type for metric. Found 'x'", 13, '@number'],
  ["start_time > '1'", "Expected numeric value type for numeric attribute: start_time. Found '1'", 14, '@number'],
  ['params.a = 1', "Expected a quoted string value for parameter (e.g. 'my-value'). Got value 1", 12, '@filter-text'],
  ['tags.a = 1', "Expected a quoted string value for tag (e.g. 'my-value'). Got value 1", 10, '@filter-text'],
  ['status = 1', 'Expected a quoted string value for attributes. Got value 1', 10, '@filter-text'],
  ["params.a > '1'", "Invalid comparator '>' not one of '{'=', '!=', 'LIKE', 'ILIKE', 'IS NULL', 'IS NOT NULL'}'", 10, undefined],
  ["metrics.a LIKE '1'", "Invalid comparator 'LIKE' not one of '{'=', '!=', '>', '>=', '<', '<='}'", 11, '@one-of = != > >= < <='],
  ["params.a == '1'", undefined, 10, undefined],
  ["params.a IN ('1')", undefined, 10, undefined],
  ['metrics.a IS NULL', "IS NULL / IS NOT NULL is only supported for tags and params, not for 'metric' 'a'", 11, undefined],
  ["model.a = 'x'", "Invalid entity type 'model'. Valid values are ['metric', 'parameter', 'tag', 'attribute', 'dataset']", 1, undefined],
  ["Metrics.a = 'x'", undefined, 1, undefined],
  ["constructor.a = 'x'", undefined, 1, undefined],
  ["experiment_id = '1'", undefined, 1, undefined],
  ["datasets.source = '1'", undefined, 1, '@filter-field name, digest, context'],
  ['run_id IN ()', 'While parsing a list in the query, expected a non-empty list of string values, but got empty list', 12, '@filter-list'],
  ["run_id IN ('a' 'b')", undefined, 16, '@filter-list'],
  ['run_id IN (1)', undefined, 12, '@filter-list'],
  ["run_id IN 'a'", undefined, 11, '@filter-list'],
  ["run_id IN ('a'", undefined, 15, '@filter-list'],
  ["params.a-b = 'x'", undefined, 9, '@filter-character'],
])('says where and why it refuses %s', (text, detail, position, expected) => {
  const data = refusal(() => parseFilter(text, runs));
  if (detail !== undefined) expect(data.detail).toBe(detail);
  if (position !== undefined) expect(data.position).toBe(position);
  if (expected !== undefined) expect(data.expected).toBe(expected);
});

it('refuses more than SQLite could answer for', () => {
  expect(refusal(() => parseFilter(`params.a LIKE '${'%'.repeat(10_001)}'`, runs)).detail).toBe('A pattern has at most 10000 characters.');
  expect(refusal(() => parseFilter(Array(201).fill('metrics.a > 1').join(' AND '), runs)).detail).toBe('A filter has at most 200 clauses.');
});

it('knows the fields of every subject', () => {
  expect(parseFilter("name LIKE 'a%' AND tags.x = '1' AND creation_time > 1 AND experiment_id IN ('1')", experiments)).toHaveLength(4);
  expect(parseFilter("name ILIKE 'a%' AND tag.`mlflow.prompt.is_prompt` != 'true'", registeredModels)).toHaveLength(2);
  expect(parseFilter("name='m' AND run_id IN ('a') AND version_number >= 2 AND source_path LIKE '%'", modelVersions)).toHaveLength(4);
  expect(parseFilter("creation_time > 1 AND metrics.a > 1 AND params.lr = 0.01 AND status IN ('READY')", loggedModels)).toMatchObject([
    { key: 'creation_timestamp' },
    { kind: 'metric' },
    { test: { value: '0.01' } },
    { test: { operator: 'IN' } },
  ]);
  expect(refusal(() => parseFilter('metrics.a > 1', experiments)).detail).toBe(
    "Invalid entity type 'metrics'. Valid values are ['tag', 'attribute']",
  );
  expect(refusal(() => parseFilter("experiment_id LIKE '1'", experiments)).expected).toBe('@one-of = != IN NOT IN');
});

it('reads orders, each field once', () => {
  expect(parseOrders(['metrics.`a b` desc', 'start_time', 'tags."x" ASC'], runs)).toEqual([
    { kind: 'metric', key: 'a b', ascending: false },
    { kind: 'attribute', key: 'start_time', ascending: true },
    { kind: 'tag', key: 'x', ascending: true },
  ]);
  expect(parseOrders(['timestamp DESC'], registeredModels)).toEqual([{ kind: 'attribute', key: 'timestamp', ascending: false }]);
  for (const [orders, detail] of [
    [['params.x', 'param.x DESC'], "`order_by` contains duplicate fields: ['params.x', 'param.x DESC']"],
    [['created', 'start_time'], "`order_by` contains duplicate fields: ['created', 'start_time']"],
    [['metrics.a random'], "Invalid ordering key in order_by clause 'metrics.a random'."],
    [['metrics.a desc, b'], "Invalid order_by clause 'metrics.a desc, b'. Could not be parsed."],
    [[''], "Invalid order_by clause ''. Could not be parsed."],
    [["'x"], "Invalid order_by clause ''x'. Could not be parsed."],
    [['datasets.name'], "Invalid identifier type 'dataset'"],
  ] as const)
    expect(refusal(() => parseOrders(orders, runs)).detail).toBe(detail);
});

it('goes back and forth between offsets and page tokens, and refuses any other token', () => {
  expect(offsetOf(tokenAt(1000))).toBe(1000);
  expect(offsetOf(undefined)).toBe(0);
  expect(offsetOf('')).toBe(0);
  // As Python writes it, and as a string.
  expect(offsetOf(Buffer.from('{"offset": 7}').toString('base64'))).toBe(7);
  expect(offsetOf(Buffer.from('{"offset": "7"}').toString('base64'))).toBe(7);
  for (const token of ['x', 'eyJ9', Buffer.from('{"offset": -1}').toString('base64'), Buffer.from('[1]').toString('base64')])
    expect(refusal(() => offsetOf(token)).detail).toMatch(/^Invalid page token/);
});
