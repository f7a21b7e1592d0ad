/**
 * `againstPeers`: a chain of 40 tasks that do nothing, and a wide graph of them, on Prefect, Dagster and Airflow, each turn beside one of ours. Their tasks are functions
 * in one process; ours is a process each, isolated, whose bare start is measured in the same turn and told apart.
 */
import { type Figure, median, ms } from '../support/report.ts';
import { openPeer, type PeerName } from './peer.ts';

export const chainTasks = 40;

export interface OurTurn {
  /** Of the run, by task. */
  whole: number;
  /** Of a bare start of the same program. */
  bare: number;
  /** By task, of a run whose tasks are no programs: scheduling and durable records, as theirs. */
  recorded: number;
}

const how: Record<PeerName, string> = {
  prefect: 'flow of tasks, its local server on SQLite',
  dagster: 'execute_in_process, local instance on SQLite',
  airflow: 'dag.test() on SQLite, no scheduler',
};
/** What they can do in a bounded time. */
const wideTasks: Record<PeerName, number> = { prefect: 1000, dagster: 1000, airflow: 200 };

export async function againstPeers(ours: () => Promise<OurTurn>, oursWide: number, rounds: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const name of ['prefect', 'dagster', 'airflow'] as const) {
    const peer = await openPeer(name);
    const label = `${name[0]!.toUpperCase()}${name.slice(1)} ${peer.version}, ${how[name]}`;
    await peer.run('chain', chainTasks); // the first one sets things up
    const turns: (OurTurn & { theirs: number })[] = [];
    for (let round = 0; round < rounds; round += 1) {
      turns.push({ theirs: ((await peer.run('chain', chainTasks)) * 1000) / chainTasks, ...(await ours()) });
    }
    const wide = ((await peer.run('wide', wideTasks[name])) * 1000) / wideTasks[name];
    await peer.close();
    const theirs = ms(median(turns.map((turn) => turn.theirs)));
    const overhead = median(turns.map(({ whole, bare }) => whole - bare));
    const times = median(turns.map((turn) => turn.theirs / Math.max(0.01, turn.whole - turn.bare)));
    const timesRecorded = median(turns.map((turn) => turn.theirs / turn.recorded));
    const asked = (met: boolean) => (name === 'prefect' ? { bar: '≥ 30 times less', met } : {});
    figures.push(
      {
        ...{ id: 'B6', what: `chain of ${chainTasks}, overhead of a step that is no program (theirs are function calls)` },
        ...{ ours: ms(median(turns.map(({ recorded }) => recorded))), against: `${theirs} (${label})` },
        ...{ ratio: (1 / timesRecorded).toFixed(3), ...asked(timesRecorded >= 30) },
      },
      {
        ...{ id: 'B6', what: `the same, ours a process each: what is above its bare start`, ours: ms(overhead) },
        ...{ against: theirs, ratio: (1 / times).toFixed(3), ...asked(times >= 30) },
      },
      {
        ...{ what: `the same, the start of our processes counted`, ours: ms(median(turns.map(({ whole }) => whole))), against: theirs },
        ratio: median(turns.map((turn) => turn.whole / turn.theirs)).toFixed(2),
      },
      {
        ...{ what: `step of a graph ${wideTasks[name]} wide (ours 1000, on an engine that does nothing)`, ours: ms(oursWide), against: ms(wide) },
        ratio: (oursWide / wide).toFixed(3),
      },
    );
  }
  return figures;
}
