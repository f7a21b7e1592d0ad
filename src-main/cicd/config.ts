/** `readConfig`: ci.yaml, what the five jobs of a project do and demand. CI_CONFIG_INVALID with the place. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { CiJobId } from '../contract/ci.ts';
import { BancadaError } from '../contract/errors.ts';

export const configFile = 'ci.yaml';

const duration = z
  .string()
  .regex(/^\d+(\.\d+)?(ms|s|m)$/)
  .transform((text) => Number.parseFloat(text) * (text.endsWith('ms') ? 1 : text.endsWith('s') ? 1000 : 60_000));
const branches = z.array(z.string()).optional();
/** Where a job runs: on every branch, unless it says which, or which not. `main`, or `pr/*`. */
const where = { only: branches, except: branches, timeout: duration.prefault('10m') };
const count = z.number().int().min(0);

const smoke = z.strictObject({
  send: z.unknown(),
  expect: z.strictObject({ status: z.number().int().default(200), label: z.string().optional() }),
});

const schema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/),
  /** `covers`: folders whose statements count; all of the code without it. */
  tests: z
    .strictObject({
      ...where,
      coverage: z.number().min(0).max(100).default(0),
      files: z.string().default('testes'),
      covers: z.array(z.string()).default([]),
    })
    .optional(),
  quality: z.strictObject({ ...where, complexity: z.number().int().min(1).max(100).default(15) }).optional(),
  security: z.strictObject({ ...where, critical: count.default(0), high: count.default(2), medium: count.default(10) }).optional(),
  container: z
    .strictObject({
      ...where,
      /** The pipeline's output that is shipped, `step.output`. */
      package: z.string().regex(/^[\w-]+\.[\w-]+$/),
      gates: z.array(z.strictObject({ metric: z.string(), min: z.number().optional(), max: z.number().optional() })).default([]),
      tags: z.array(z.enum(['commit', 'branch', 'version', 'latest'])).default(['commit']),
      megabytes: z.number().positive().default(50),
      smoke: z.array(smoke).default([]),
      load: z
        .strictObject({ requests: z.number().int().min(1).max(10_000), concurrency: z.number().int().min(1).max(100), p95: duration })
        .optional(),
    })
    .optional(),
  deploy: z
    .strictObject({
      ...where,
      only: z.array(z.string()).default(['main']),
      endpoint: z.string(),
      strategy: z.enum(['blue-green', 'direct']).default('blue-green'),
      alias: z.string().default('champion'),
      rollback: z.boolean().default(true),
    })
    .optional(),
});

export type CiConfig = z.infer<typeof schema>;

export function readConfig(folder: string): CiConfig {
  const file = join(folder, configFile);
  if (!existsSync(file)) throw new BancadaError('CI_CONFIG_INVALID', { file: configFile, line: 1, detail: 'ENOENT' });
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  const broken = document.errors[0];
  if (broken)
    throw new BancadaError('CI_CONFIG_INVALID', { file: configFile, line: broken.linePos?.[0].line ?? 1, detail: broken.message.split('\n')[0]! });
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const node = document.getIn(issue.path, true) as { range?: [number, number, number] } | undefined;
  const line = node?.range ? lines.linePos(node.range[0]).line : 1;
  throw new BancadaError('CI_CONFIG_INVALID', { file: configFile, line, detail: `${issue.path.join('.')}: ${issue.message}` });
}

/** The line of ci.yaml where a job's key stands, for annotations. */
export function lineOf(folder: string, path: readonly (string | number)[]): number {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(join(folder, configFile), 'utf8'), { lineCounter: lines });
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

export function runsOn(job: CiJobId, config: CiConfig, branch: string): boolean {
  const asked = config[job];
  if (!asked) return false;
  const matches = (patterns: readonly string[]) =>
    patterns.some((pattern) => pattern === branch || (pattern.endsWith('*') && branch.startsWith(pattern.slice(0, -1))));
  return (asked.only === undefined || matches(asked.only)) && !(asked.except !== undefined && matches(asked.except));
}
