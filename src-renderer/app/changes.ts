/** The core says what changed; the queries that show it are asked again, at most four times a second. */
import type { LabChange } from '#contract';
import { api, connection } from './client.ts';
import { firstAnswers } from './first-answers.ts';
import { queryClient } from './queries.ts';

/** First parts of query keys, per topic. */
export const affected: Record<LabChange['topic'], string[][]> = {
  queue: [['queue'], ['triggers']],
  triggers: [['triggers'], ['queue']],
  runs: [['pipelines'], ['debug'], ['runs'], ['study', 'overview'], ['comparison', 'measured'], ['guide'], ['progress']],
  datasets: [['datasets'], ['lineage']],
  'data-versions': [],
  features: [['features']],
  tracking: [['tracking']],
  registry: [['registry']],
  endpoints: [['serving'], ['rollout'], ['registry'], ['study', 'overview'], ['system', 'doctor']],
  traffic: [],
  monitoring: [['monitoring'], ['alerts'], ['drift', 'heat'], ['study', 'overview'], ['serving', 'requests']],
  simulations: [
    ['monitoring', 'simulations'],
    ['monitoring', 'plays'],
  ],
  channels: [['channels']],
  feedback: [['feedback']],
  progress: [['study'], ['cards'], ['comparison', 'measured'], ['guide'], ['progress']],
  settings: [['system', 'settings'], ['system', 'doctor'], ['queue'], ['triggers', 'list']],
  engine: [['system', 'doctor']],
  workspace: [['workspaces'], ['authoring', 'draft'], ['pipelines', 'plan'], ['pipelines', 'rerunPlan']],
  mlflow: [['mlflow']],
  wire: [],
  automl: [['automl']],
  backup: [['backup'], ['system', 'doctor']],
  'backup-progress': [],
  ci: [['ci'], ['comparison', 'measured'], ['guide']],
  cloud: [['cloud']],
  batches: [['batch']],
  loads: [['load'], ['comparison', 'measured'], ['guide']],
  'load-progress': [],
  deploys: [],
  drift: [
    ['drift', 'list'],
    ['drift', 'get'],
  ],
};

export function collector(flush: (keys: string[][]) => void, delayMs = 250) {
  const topics = new Set<LabChange['topic']>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  return (topic: LabChange['topic']) => {
    topics.add(topic);
    if (timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      const keys = new Map([...topics].flatMap((each) => affected[each]).map((key) => [key.join('.'), key]));
      topics.clear();
      flush([...keys.values()]);
    }, delayMs);
  };
}

/** For as long as the window lives. */
export function followLabChanges(): void {
  let followed = 0;
  const follow = () => {
    const { epoch, phase } = connection.state();
    if (phase !== 'open' || epoch === followed) return;
    followed = epoch;
    const collect = collector((keys) => {
      for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey });
    });
    // Something may have changed while there was no connection.
    if (epoch > 1) void queryClient.invalidateQueries();
    void (async () => {
      for await (const change of await (epoch > 1 ? api.system.changes() : firstAnswers().changes)) collect(change.topic);
    })().catch(() => undefined); // the connection was lost, and opens again
  };
  connection.subscribe(follow);
  follow(); // it may be open already
}
