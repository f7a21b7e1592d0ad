/** `checked`: a trigger as it is stored, with what is left open filled in; whatever its pipeline would refuse is refused now. */
import { BancadaError } from '../contract/errors.ts';
import type { NewTrigger, TriggerDefinition, TriggerSource } from '../contract/triggers.ts';
import { triggerDefinition } from '../contract/triggers.ts';
import { readPipeline, resolveParams } from '../pipelines/index.ts';
import type { Workspaces } from '../workspaces/workspaces.ts';
import { isTimed, openSchedule, ownTimezone } from './schedule/schedule.ts';
import { type AlertNews, knownRule } from './sources/alerts.ts';

/** SCHEDULE_INVALID, ALERT_RULE_NOT_FOUND, PARAM_INVALID, PARAM_UNKNOWN, what `readPipeline` refuses. */
export async function checked(
  { name: _, ...given }: NewTrigger,
  { workspaces, monitoring, now }: { workspaces: Pick<Workspaces, 'codeFolder'>; monitoring: AlertNews; now: number },
): Promise<TriggerDefinition> {
  const parsed = triggerDefinition.parse(given);
  const source = settled(parsed.source, now);
  if (isTimed(source)) {
    const schedule = await openSchedule(source);
    if (schedule.next(now) === null) throw new BancadaError('SCHEDULE_INVALID', { pattern: patternOf(source), detail: '@cron-never' });
  }
  const { params } = readPipeline(workspaces.codeFolder(parsed.pipeline, parsed.solution));
  resolveParams(parsed.pipeline, params, parsed.params);
  if (source.kind === 'webhook') {
    const known = params.map((param) => param.name);
    const unknown = source.allow.find((param) => !known.includes(param));
    if (unknown !== undefined) throw new BancadaError('PARAM_UNKNOWN', { name: unknown, pipeline: parsed.pipeline, known: known.join(', ') || '—' });
  }
  if (source.kind === 'alert') knownRule(source.rule, monitoring);
  if (source.kind === 'files') workspaces.codeFolder(source.workspace, 'workspace');
  return { ...parsed, source };
}

/** What depends on the moment or on the machine is written down: a trigger means the same tomorrow. */
export function settled(source: TriggerSource, now: number): TriggerSource {
  if (source.kind === 'cron') return { ...source, pattern: source.pattern.trim().replace(/\s+/g, ' '), timezone: source.timezone ?? ownTimezone() };
  if (source.kind === 'interval') return { ...source, anchor: source.anchor ?? now };
  return source;
}

const patternOf = (source: TriggerSource) => (source.kind === 'cron' ? source.pattern : '—');
