/** `agentFiles`: the programs of a warm container (src-runtime/warm) without their types, and their digest, which is part of every cache key. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { applicationRoot } from '../../common/application-root.ts';
import type { Stripper } from '../typescript/stripper.ts';

export interface AgentFiles {
  /** Name → JavaScript. */
  readonly files: ReadonlyMap<string, string>;
  readonly digest: string;
}

export async function agentFiles(stripper: Stripper): Promise<AgentFiles> {
  const sources = await stripper.sources(join(applicationRoot(), 'src-runtime', 'warm'));
  const programs = [...sources].filter(([name]) => !name.endsWith('.test.ts')).sort(([a], [b]) => (a < b ? -1 : 1));
  const files = new Map(programs.map(([name, source]) => [named(name), source.replaceAll(/(from '\.\/[^']+)\.ts'/g, "$1.mjs'")]));
  // For Node to try its loaders on.
  for (const name of ['nothing.cjs', 'nothing.mjs']) files.set(name, '');
  const digest = createHash('sha256')
    .update(JSON.stringify([...files]))
    .digest('hex');
  return { files, digest };
}

function named(name: string): string {
  return name.replace(/\.ts$/, '.mjs');
}
