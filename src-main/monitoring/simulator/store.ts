/** Simulations as they ended; while one runs, its core holds the newest state. */
import type { Simulation } from '../../contract/monitoring.ts';
import type { Storage } from '../../storage/index.ts';

export interface StoredSimulation {
  simulation: Simulation;
  /** Process id of the core that sent its traffic. */
  owner: number;
}

interface Row {
  owner: number;
  state: string;
}

export function createSimulationStore({ db, write }: Storage) {
  const put = db.prepare<[string, string, number, number, string]>('INSERT OR REPLACE INTO simulations VALUES (?, ?, ?, ?, ?)');
  const one = db.prepare<[string], Row>('SELECT owner, state FROM simulations WHERE id = ?');
  const all = db.prepare<[], Row>('SELECT owner, state FROM simulations ORDER BY started_at DESC LIMIT 100');
  const of = db.prepare<[string], Row>('SELECT owner, state FROM simulations WHERE endpoint = ? ORDER BY started_at DESC LIMIT 100');
  const decode = ({ owner, state }: Row): StoredSimulation => ({ owner, simulation: JSON.parse(state) as Simulation });

  return {
    save: (simulation: Simulation) =>
      write(() => put.run(simulation.simulationId, simulation.endpoint, simulation.startedAt, process.pid, JSON.stringify(simulation))),
    one: (id: string) => {
      const found = one.get(id);
      return found && decode(found);
    },
    list: (endpoint: string | undefined) => (endpoint === undefined ? all.all() : of.all(endpoint)).map(decode),
  };
}
