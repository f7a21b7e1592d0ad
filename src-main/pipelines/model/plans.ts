/** What a case of the model test is: a pipeline, and what happens to it, all of it random. */
import fc from 'fast-check';
import { stringify } from 'yaml';

export interface StepModel {
  /** Steps that it reads, by number; all of them earlier. */
  reads: number[];
  /** Instances; 0 for a step without a matrix. */
  matrix: number;
  retries: number;
  cache: boolean;
}

export interface Death {
  at: number;
  committed: boolean;
}

export interface Action {
  kind: 'run' | 'all' | 'failed' | 'from' | 'only';
  /** Of which step (`from`, `only`), and whose param changes. */
  step: number;
  param: number;
  code: 'workspace' | 'snapshot';
  cache: boolean;
  /** The step whose program is edited before it; another one while the core is dead. */
  edit: number | null;
  editInDeath: number | null;
  /** How many attempts fail, by step. */
  failing: { step: number; times: number }[];
  deaths: Death[];
  /** Steps before which the run pauses; `edited`: whoever lets it go on changes their param first. */
  pauses: number[];
  edited: boolean;
  jump: { at: number; ms: number } | null;
  cancelAt: number | null;
}

export interface Case {
  steps: StepModel[];
  /** Of which step the model is registered, if any: the first from there on that has no matrix. */
  registered: number | null;
  /** Whether what is registered is served. */
  deployed: boolean;
  /** Of which step the rows are checked, as `registered`, and what becomes of those that fail. */
  tested: { of: number; policy: 'fail' | 'quarantine' | 'warn' } | null;
  /** Of which step the rows become a version of a data set; where they are checked, those that passed do. */
  published: number | null;
  actions: Action[];
}

/** Of a case: a pipeline without the steps that the core does itself. */
export const plainCase = { registered: null, deployed: false, tested: null, published: null } as const;

const day = 86_400_000;
const some = <T>(value: fc.Arbitrary<T>, weight = 3): fc.Arbitrary<T | null> =>
  fc.oneof({ weight, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });

const step = fc.record({
  reads: fc.array(fc.nat({ max: 6 }), { maxLength: 3 }),
  matrix: fc.constantFrom(0, 0, 0, 2),
  retries: fc.constantFrom(0, 0, 1, 2),
  cache: fc.constantFrom(true, true, true, false),
});

const at = fc.integer({ min: 1, max: 40 });
const action: fc.Arbitrary<Action> = fc.record({
  kind: fc.constantFrom('run', 'run', 'all', 'failed', 'from', 'only'),
  step: fc.nat({ max: 6 }),
  param: fc.nat({ max: 2 }),
  code: fc.constantFrom('workspace', 'workspace', 'snapshot'),
  cache: fc.constantFrom(true, true, true, false),
  edit: some(fc.nat({ max: 6 }), 2),
  editInDeath: some(fc.nat({ max: 6 }), 2),
  failing: fc.array(fc.record({ step: fc.nat({ max: 6 }), times: fc.integer({ min: 1, max: 3 }) }), { maxLength: 2 }),
  deaths: fc.oneof(
    { weight: 2, arbitrary: fc.constant<Death[]>([]) },
    { weight: 3, arbitrary: fc.array(fc.record({ at, committed: fc.boolean() }), { minLength: 1, maxLength: 3 }) },
  ),
  pauses: fc.oneof(
    { weight: 4, arbitrary: fc.constant<number[]>([]) },
    { weight: 1, arbitrary: fc.array(fc.nat({ max: 6 }), { minLength: 1, maxLength: 2 }) },
  ),
  edited: fc.boolean(),
  jump: some(fc.record({ at, ms: fc.constantFrom(-day, -1000, 1000, day) })),
  cancelAt: some(at, 5),
});

export const cases: fc.Arbitrary<Case> = fc
  .record({
    steps: fc.array(step, { minLength: 1, maxLength: 7 }),
    registered: some(fc.nat({ max: 6 }), 2),
    deployed: fc.boolean(),
    tested: some(fc.record({ of: fc.nat({ max: 6 }), policy: fc.constantFrom('fail', 'quarantine', 'warn') }), 11),
    published: some(fc.nat({ max: 6 }), 20), // a version costs a thread, and that more than a case
    actions: fc.array(action, { minLength: 1, maxLength: 4 }),
  })
  .map(({ steps, registered, deployed, tested, published, actions }) => ({
    actions,
    registered: firstPlain(steps, registered),
    deployed: deployed && firstPlain(steps, registered) !== null,
    tested: tested && firstPlain(steps, tested.of) !== null ? { ...tested, of: firstPlain(steps, tested.of)! } : null,
    published: firstPlain(steps, published),
    steps: steps.map((one, index) => ({ ...one, reads: index === 0 ? [] : [...new Set(one.reads.map((read) => read % index))].sort() })),
  }));

/** The first from `from` on without a matrix: a model, or a table, comes from one step. */
function firstPlain(steps: readonly StepModel[], from: number | null): number | null {
  if (from === null) return null;
  const found = steps.findIndex(({ matrix }, index) => index >= from % steps.length && matrix === 0);
  return found < 0 ? null : found;
}

export const modelName = 'modelo';
export const endpointName = 'ponto';
export const dataName = 'linhas';
export const dataTag = 'validado';
export const registering = 'registro';

/** Of the digests that the programs write, half begin like this. */
export const expected = /^[0-7]/;
export const suiteFile = 'suite.yaml';
export const suite = stringify({
  suite: dataName,
  expectations: [{ type: 'expect_column_values_to_match_regex', column: 'digest', regex: expected.source }],
});

export function pipelineOf({ steps, registered, deployed, tested, published }: Omit<Case, 'actions'>): string {
  const listed = steps.map(({ reads, matrix, retries, cache }, index) => ({
    id: `s${index}`,
    run: `s${index}.js`,
    inputs: Object.fromEntries(reads.map((read) => [`i${read}`, `s${read}.o`])),
    outputs: ['o.json', ...(index === registered ? ['m/'] : []), ...(index === tested?.of || index === published ? ['t.jsonl'] : [])],
    params: { p: `\${params.p${index}}` },
    ...(matrix > 0 && { matrix: { k: Array.from({ length: matrix }, (_, k) => k) } }),
    ...(retries > 0 && { retries: { max: retries, delay: '1ms', factor: 1 } }),
    ...(cache ? {} : { cache }),
  }));
  const params = Object.fromEntries(steps.map((_, index) => [`p${index}`, { type: 'integer', default: 0 }]));
  const builtIn = [
    registered !== null && register(registered),
    deployed && deploy,
    tested && check(tested),
    published !== null && publish(tested ? 'conferir.validos' : `s${published}.t`),
  ];
  return stringify({ name: 'modelo', params, steps: [...listed, ...builtIn.filter((one) => one !== null && one !== false)] });
}

const register = (of: number) => ({
  id: registering,
  uses: 'register',
  inputs: { modelo: `s${of}.m` },
  with: { name: modelName, alias: 'champion' },
});
const deploy = { id: 'deploy', uses: 'deploy', needs: [registering], with: { model: `${modelName}@champion`, endpoint: endpointName } };
const check = ({ of, policy }: NonNullable<Case['tested']>) => ({
  ...{ id: 'conferir', uses: 'expect', inputs: { linhas: `s${of}.t` } },
  with: { suite: suiteFile, policy },
});
const publish = (dados: string) => ({ id: 'publica', uses: 'dataset', inputs: { dados }, with: { name: dataName, tag: dataTag } });
