/** The shape of pipeline.yaml. Each message is an expectation (`@key argument`), which `contract/messages` puts into words. */
import { z } from 'zod';
import { parseDuration, parseSize } from './units.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()], { error: '@scalar' });
const identifier = z.string({ error: '@string' }).regex(/^[A-Za-z0-9_][\w-]{0,63}$/, { error: '@identifier' });
const key = z.string().regex(/^[A-Za-z_][\w-]{0,63}$/, { error: '@identifier' });
const duration = z.string({ error: '@duration' }).refine((text) => parseDuration(text) !== null, { error: '@duration' });
const size = z.union([z.string(), z.number()], { error: '@size' }).refine((value) => parseSize(String(value)) !== null, { error: '@size' });
/** Inside the workspace, with the form a program or an output has. */
const relativePath = (file: boolean) =>
  z.string({ error: '@string' }).refine((path) => isInside(path) && (!file || !path.endsWith('/')), { error: '@relative-path' });
const program = relativePath(true).refine((path) => /\.(ts|mts|js|mjs|py)$/.test(path), { error: '@program' });
const nodeProgram = relativePath(true).refine((path) => /\.(ts|mts|js|mjs)$/.test(path), { error: '@service-program' });
const source = z.string({ error: '@string' }).regex(/^(dataset:[\w.-]+(?:@[\w.-]+)?|[A-Za-z0-9_][\w-]*\.[\w-]+)$/, { error: '@source' });

const param = z.strictObject({
  type: z.enum(['integer', 'number', 'string', 'boolean']),
  default: scalar,
  min: z.number().optional(),
  max: z.number().optional(),
  choices: z.array(scalar).min(1).optional(),
});

const resources = z.strictObject({
  cpus: z.number().positive().max(64).optional(),
  memory: size.optional(),
  disk: size.optional(),
  logs: size.optional(),
});

const shared = {
  id: identifier,
  needs: z.array(identifier).default([]),
  inputs: z.record(key, source).default({}),
  when: z.string().optional(),
  retries: z
    .strictObject({
      max: z.number().int().min(0).max(20),
      delay: duration.default('1s'),
      factor: z.number().min(1).max(10).default(2),
    })
    .optional(),
};

/** A variable of Bancada's environment; what a program's own surroundings are made of is none. */
const secretName = z
  .string({ error: '@string' })
  .regex(/^(?!LAB_|LD_|DYLD_|NODE_|PYTHON|BANCADA_|PATH$|HOME$|TMPDIR$|TZ$|LANG$)[A-Za-z_][A-Za-z0-9_]{0,63}$/, { error: '@secret-name' });

const cache = z.union([z.boolean(), z.literal('frozen')], { error: '@one-of true, false, frozen' }).optional();
/** Of a step that acts outside of its run: frozen, it would be said to have done what it did not do. */
const effectsCache = z.boolean({ error: ({ input }) => (input === 'frozen' ? '@frozen-effects' : '@boolean') }).optional();

/** By output: the file that says what it promises. */
const contracts = z.record(key, relativePath(true)).default({});

export const programStep = z.strictObject({
  ...shared,
  cache,
  run: program,
  /** Told by the program's name where it is not said. */
  runtime: z.enum(['node', 'python']).optional(),
  outputs: z.array(relativePath(false)).default([]),
  contracts,
  params: z.record(key, scalar).default({}),
  matrix: z.record(key, z.array(scalar).min(1).max(100)).default({}),
  timeout: duration.default('10m'),
  resources: resources.default({}),
  network: z.enum(['none', 'tracking', 'bridge']).default('none'),
  secrets: z.array(secretName).default([]),
  /** A study: the program measures the trials of a search. */
  search: relativePath(true).optional(),
});

export const registerStep = z.strictObject({
  ...shared,
  cache: effectsCache,
  uses: z.literal('register'),
  with: z.strictObject({ name: scalar, alias: scalar.optional() }),
});

export const deployStep = z.strictObject({
  ...shared,
  cache: effectsCache,
  uses: z.literal('deploy'),
  with: z.strictObject({ model: scalar, endpoint: scalar }),
});

export const datasetStep = z.strictObject({
  ...shared,
  cache: effectsCache,
  uses: z.literal('dataset'),
  with: z.strictObject({ name: scalar, tag: scalar.optional(), message: scalar.optional() }),
});

/** Its outputs have names of their own: see `withExpectOutputs`. */
export const expectStep = z.strictObject({
  ...shared,
  cache,
  uses: z.literal('expect'),
  contracts,
  with: z.strictObject({
    suite: relativePath(true),
    policy: z.enum(['fail', 'quarantine', 'warn']).default('fail'),
    format: z.enum(['csv', 'jsonl', 'parquet']).optional(),
  }),
});

/** Their outputs have names of their own: see `withExpectOutputs`. */
export const featuresStep = z.strictObject({
  ...shared,
  cache,
  uses: z.literal('features'),
  contracts,
  with: z.strictObject({ definitions: relativePath(true), at: scalar, label: scalar.optional() }),
});

export const materializeStep = z.strictObject({
  ...shared,
  cache: effectsCache,
  uses: z.literal('materialize'),
  with: z.strictObject({ definitions: relativePath(true), until: scalar.optional() }),
});

export const service = z.strictObject({
  name: identifier,
  run: nodeProgram,
  inputs: z.record(key, z.string({ error: '@string' }).regex(/^dataset:[\w.-]+(?:@[\w.-]+)?$/, { error: '@dataset' })).default({}),
  params: z.record(key, scalar).default({}),
  resources: resources.default({}),
});

/** Steps are checked one by one afterwards: which fields a step has depends on `run` or `uses`. */
export const top = z.strictObject({
  name: identifier,
  params: z.record(key, param).default({}),
  steps: z.array(z.record(z.string(), z.unknown())).min(1).max(1000),
  service: service.optional(),
  tags: z.array(identifier).max(8).default([]),
});

export type RawProgramStep = z.infer<typeof programStep>;
export type RawStep =
  | RawProgramStep
  | z.infer<typeof registerStep>
  | z.infer<typeof deployStep>
  | z.infer<typeof datasetStep>
  | z.infer<typeof expectStep>
  | z.infer<typeof featuresStep>
  | z.infer<typeof materializeStep>;
export type RawResources = z.infer<typeof resources>;

function isInside(path: string): boolean {
  return (
    path !== '' &&
    !path.includes('\\') &&
    !path.includes('\0') &&
    !path.startsWith('/') &&
    !path.split('/').includes('..') &&
    !/^[A-Za-z]:/.test(path)
  );
}
