/** What an operation of a provider's API is made of, and what it is given. */
import type { z } from 'zod';
import type { CloudResource } from '../../contract/cloud.ts';
import type { CloudProvider } from '../../contract/cloud-plan.ts';
import type { Behind } from './behind.ts';
import { notFound, taken, validation } from './refusal.ts';
import type { CloudStore, ResourceRow } from './store.ts';

export interface Around {
  behind: Behind;
  store: CloudStore;
  now(): number;
  region: string;
  project: string;
  /** Refuses when a machine is asked for too often. */
  quota(machine: string, use: string, wanted: number): void;
  /** In place of a run of the named image: what a check has run already. */
  startRun?: ((image: string, params: Readonly<Record<string, string>>) => Promise<string>) | undefined;
  /** What an endpoint is called in the lab. */
  labName(name: string): string;
  changed(): void;
  /** Asleep until somebody asks. */
  sleepers: { touch(name: string, idleSeconds: number): void; forget(name: string): void };
}

export interface Operation {
  /** What policies call it. */
  action: string;
  /** What it is about, as policies name it. */
  resource(body: Record<string, unknown>, around: Pick<Around, 'region' | 'project'>): string;
  run(body: Record<string, unknown>, around: Around): Promise<unknown>;
}

export function operation<T extends z.ZodType>(
  action: string,
  shape: T,
  resource: (body: z.output<T>, around: Pick<Around, 'region' | 'project'>) => string,
  run: (body: z.output<T>, around: Around) => unknown,
): Operation {
  const read = (body: unknown) => {
    const result = shape.safeParse(body);
    if (result.success) return result.data;
    const first = result.error.issues[0]!;
    throw validation(`1 validation error detected: Value at '${first.path.join('.')}' failed to satisfy constraint: ${first.message}`);
  };
  return { action, resource: (body, around) => resource(read(body), around), run: async (body, around) => run(read(body), around) };
}

export function known(
  { store }: Pick<Around, 'store'>,
  provider: CloudProvider,
  kind: CloudResource['kind'],
  name: string,
  what: string,
): ResourceRow {
  const row = store.get(provider, kind, name);
  if (!row) throw notFound(provider, what);
  return row;
}

export async function add(
  { store, now, changed }: Pick<Around, 'store' | 'now' | 'changed'>,
  about: Omit<ResourceRow, 'failure' | 'createdAt'>,
  what: string,
): Promise<ResourceRow> {
  if (store.get(about.provider, about.kind, about.name)) throw taken(about.provider, what);
  const row = { ...about, failure: null, createdAt: now() };
  await store.put(row);
  changed();
  return row;
}

/** Of a model's row: as serving and batches take it. */
export const targetOf = ({ link }: Pick<ResourceRow, 'link'>): string => (link.kind === 'version' ? `${link.name}:${link.version}` : '');
