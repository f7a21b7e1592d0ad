/** `gather`: how much there is of everything that a task or a skill can ask for, looked at once; `asked` sets it against what is needed. */
import type { EvidenceKind, ProgressEvidence } from '../contract/guide.ts';
import type { GuideParts } from './index.ts';
import type { Needed } from './schema.ts';
import type { GuideEvent } from './store.ts';

export interface Gathered {
  /** Of one architecture, or of all. */
  have(kind: EvidenceKind, module?: string): number;
  /** All there is to do of an architecture; null where a number must be said. */
  whole(kind: EvidenceKind, module?: string): number | null;
}

export async function gather(parts: GuideParts, events: readonly GuideEvent[], stories: number): Promise<Gathered> {
  const { study, comparison, pipelines, ci, catalog, tallies } = parts;
  const progress = study.overview().modules;
  const rollbacks = (await comparison.measured()).filter(({ values }) => values['rollback-ms']).length;
  const runs = new Map(
    catalog.challengeIds().map((id) => {
      const own = pipelines.list({ pipeline: id, limit: 200 }).filter(({ solution, status }) => solution === 'workspace' && status === 'succeeded');
      return [id, own.length];
    }),
  );
  const counted = Object.fromEntries(await Promise.all(Object.entries(tallies).map(async ([name, count]) => [name, await count()]))) as Record<
    keyof GuideParts['tallies'],
    number
  >;
  const subjects = (kind: GuideEvent['kind']) => new Set(events.flatMap((event) => (event.kind === kind ? [event.subject] : []))).size;
  const plain: Partial<Record<EvidenceKind, number>> = {
    ...counted,
    rollbacks,
    stories,
    practised: subjects('practice'),
    portfolios: subjects('portfolio'),
    ci: ci.list(null, 100).filter(({ status, solution, cause }) => status === 'passed' && solution === 'workspace' && cause !== 'check').length,
  };
  const of = (module: string | undefined) => progress.filter(({ moduleId }) => module === undefined || moduleId === module);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  return {
    have(kind, module) {
      if (kind === 'read') return sum(of(module).map((each) => each.sectionsRead.length));
      if (kind === 'checks') return sum(of(module).map((each) => each.checksPassed.length));
      if (kind === 'cards') return sum(of(module).map((each) => each.cardsSeen));
      if (kind === 'quiz') return sum(of(module).map((each) => each.questionsRight));
      if (kind === 'runs') return module === undefined ? sum([...runs.values()]) : (runs.get(module) ?? 0);
      return plain[kind] ?? 0;
    },
    whole(kind, module) {
      if (kind === 'read') return sum(of(module).map(({ sections }) => sections));
      if (kind === 'checks') return sum(of(module).map(({ checks }) => checks));
      if (kind === 'quiz') return sum(of(module).map(({ questions }) => questions));
      return null;
    },
  };
}

/** Of a module that is not written yet there is nothing to do, and it is not done either. */
export function asked({ kind, module, count }: Needed, gathered: Gathered): ProgressEvidence {
  const whole = gathered.whole(kind, module);
  const need = Math.max(1, count === undefined ? (whole ?? 1) : whole === null || whole === 0 ? count : Math.min(count, whole));
  return { kind, module: module ?? null, have: Math.min(need, gathered.have(kind, module)), need };
}
