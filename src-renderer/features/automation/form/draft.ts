/** What is typed in the form of a trigger, and the trigger that it makes. */
import type { NewTrigger, Overlap, Trigger } from '#contract';

export type Kind = Trigger['source']['kind'];

export interface Draft {
  name: string;
  pipeline: string;
  kind: Kind;
  pattern: string;
  timezone: string;
  every: number;
  unit: keyof typeof unitMs;
  workspace: string;
  path: string;
  dataset: string;
  model: string;
  on: 'version' | 'alias';
  alias: string;
  endpoint: string;
  rule: string;
  severity: 'info' | 'warning' | 'high';
  allow: string[];
  params: Record<string, string>;
  catchUp: 'none' | 'last' | 'all';
  max: number;
  overlap: Overlap;
  priority: number;
  tags: string;
}

export const unitMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
export const kinds: readonly Kind[] = ['cron', 'interval', 'files', 'dataset', 'model', 'alert', 'webhook'];

export function draftOf(trigger: Trigger | undefined, pipeline: string): Draft {
  const source = trigger?.source;
  const interval = source?.kind === 'interval' ? readable(source.everyMs) : { every: 6, unit: 'hour' as const };
  return {
    name: trigger?.name ?? '',
    pipeline: trigger?.pipeline ?? pipeline,
    kind: source?.kind ?? 'cron',
    pattern: source?.kind === 'cron' ? source.pattern : '0 8 * * 1',
    timezone: (source?.kind === 'cron' ? source.timezone : undefined) ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...interval,
    workspace: source?.kind === 'files' ? source.workspace : (trigger?.pipeline ?? pipeline),
    path: source?.kind === 'files' ? source.path : '',
    dataset: source?.kind === 'dataset' ? source.dataset : '',
    model: (source?.kind === 'model' && source.model) || '',
    on: source?.kind === 'model' ? source.on : 'version',
    alias: (source?.kind === 'model' && source.alias) || '',
    endpoint: (source?.kind === 'alert' && source.endpoint) || '',
    rule: source?.kind === 'alert' ? source.rule : 'drift',
    severity: source?.kind === 'alert' ? source.severity : 'warning',
    allow: source?.kind === 'webhook' ? source.allow : [],
    params: Object.fromEntries(Object.entries(trigger?.params ?? {}).map(([name, value]) => [name, String(value)])),
    catchUp: trigger?.catchUp.policy ?? 'last',
    max: trigger?.catchUp.max ?? 10,
    overlap: trigger?.overlap ?? 'skip',
    priority: trigger?.priority ?? 0,
    tags: trigger?.tags.join(', ') ?? '',
  };
}

export function sourceOf(draft: Draft): NewTrigger['source'] {
  const { kind, pattern, timezone, every, unit, workspace, path, dataset, model, on, alias, endpoint, rule, severity, allow } = draft;
  switch (kind) {
    case 'cron':
      return { kind, pattern, timezone };
    case 'interval':
      return { kind, everyMs: Math.round(every * unitMs[unit]) };
    case 'files':
      return { kind, workspace, path: path.trim() };
    case 'dataset':
      return { kind, dataset: dataset.trim() };
    case 'model':
      return { kind, model: model || null, on, alias: on === 'alias' ? alias.trim() || null : null };
    case 'alert':
      return { kind, endpoint: endpoint || null, rule, severity };
    case 'webhook':
      return { kind, allow };
  }
}

export function triggerOf(draft: Draft): NewTrigger {
  const { name, pipeline, params, catchUp, max, overlap, priority, tags } = draft;
  return {
    name: name.trim(),
    pipeline,
    source: sourceOf(draft),
    params: Object.fromEntries(Object.entries(params).filter(([, value]) => value !== '')),
    catchUp: { policy: catchUp, max },
    overlap,
    priority,
    tags: tags
      .split(/[\s,]+/)
      .map((tag) => tag.replace(/^#/, ''))
      .filter(Boolean),
  };
}

function readable(ms: number): { every: number; unit: Draft['unit'] } {
  const unit = ms % unitMs.day === 0 ? 'day' : ms % unitMs.hour === 0 ? 'hour' : 'minute';
  return { every: ms / unitMs[unit], unit };
}
