/** `createSources`: the source behind each trigger, made once for as long as its definition stands. */
import type { TriggerDefinition } from '../../contract/triggers.ts';
import { isTimed, openSchedule } from '../schedule/schedule.ts';
import { type AlertNews, alertSource } from './alerts.ts';
import { type DataNews, datasetSource } from './datasets.ts';
import { filesSource, type WorkspaceFiles } from './files.ts';
import { type ModelNews, modelSource } from './models.ts';
import { type Source, silent } from './source.ts';
import { timeSource } from './time.ts';

export interface SourceDeps {
  registry: ModelNews;
  monitoring: AlertNews;
  datasets: DataNews;
  files: WorkspaceFiles;
}

export function createSources(deps: SourceDeps) {
  const known = new Map<string, Promise<Source>>();

  async function open({ source, catchUp }: TriggerDefinition): Promise<Source> {
    if (isTimed(source)) return timeSource(await openSchedule(source), catchUp);
    if (source.kind === 'files') return filesSource(source, deps.files);
    if (source.kind === 'dataset') return datasetSource(source, deps.datasets);
    if (source.kind === 'model') return modelSource(source, deps.registry);
    if (source.kind === 'alert') return alertSource(source, deps.monitoring);
    return silent;
  }
  /** SCHEDULE_INVALID. */
  return function sourceOf(definition: TriggerDefinition): Promise<Source> {
    const { source, catchUp } = definition;
    const key = JSON.stringify([source, catchUp]);
    const made = known.get(key) ?? open(definition);
    known.set(key, made);
    made.catch(() => known.delete(key));
    return made;
  };
}

export type SourceOfTrigger = ReturnType<typeof createSources>;
