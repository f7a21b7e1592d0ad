/** Random histories with ties, late events, gaps and keys that nobody knows, as CSV; and the definitions that join them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Random, seededRandom } from '../../../src-runtime/ml/random.ts';

const minute = 60_000;
const start = Date.UTC(2025, 0, 1);
const text = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

export const definitions = (created: boolean) => `store: pares
entities: [{ name: dono, key: chave }]
views:
  - name: ultimo
    entity: dono
    source: eventos
    event_time: quando${created ? '\n    created_at: soube' : ''}
    ttl: 30d
    features: [{ name: achado, of: valor }]
`;

interface Sizes {
  keys: number;
  events: number;
  rows: number;
}

export function writeWorld(folder: string, { keys, events, rows }: Sizes, seed: number): { events: string; rows: string } {
  const random = seededRandom(seed);
  const key = () => `h${Math.floor(random() * keys)}`;
  // Coarse enough for events of the same moment, and for rows at the very moment of an event.
  const moment = () => start + Math.floor(random() * 60 * 24 * 30) * 2 * minute;
  const place = { events: join(folder, 'eventos.csv'), rows: join(folder, 'linhas.csv') };
  writeLines(place.events, 'chave,quando,soube,valor', events, () => {
    const at = moment();
    const late = random() < 0.3 ? random() * 20 * 24 * 60 * minute : 0;
    return `${key()},${text(at)},${text(at + Math.floor(late / minute) * minute)},${gap(random)}`;
  });
  writeLines(place.rows, 'chave,quando', rows, () => `${random() < 0.02 ? 'ninguem' : key()},${text(moment())}`);
  return place;
}

const gap = (random: Random) => (random() < 0.03 ? '' : Math.round(random() * 1e6) / 100);

function writeLines(path: string, head: string, count: number, line: () => string): void {
  const lines = [head];
  for (let each = 0; each < count; each += 1) lines.push(line());
  writeFileSync(path, `${lines.join('\n')}\n`);
}
