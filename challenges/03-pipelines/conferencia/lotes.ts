/** Made-up batches for the expectation checks: flights of the right shape, some of them spoiled in known ways. */
import { random } from './medidas.ts';

export type Cell = string | number | boolean | null;
export type Flight = Record<string, Cell>;

const AIRPORTS = ['ATL', 'ORD', 'DFW', 'LAX', 'PHX', 'DEN', 'SFO', 'MSP', 'DTW', 'BOS'];

/** Every way in which the statement calls a row bad. */
const SPOIL: ((flight: Flight) => Flight)[] = [
  (f) => ({ ...f, delay: null }),
  (f) => ({ ...f, delay: 'abc' }),
  (f) => ({ ...f, delay: 99_999 }),
  (f) => ({ ...f, distance: -5 }),
  (f) => ({ ...f, date: '2001/13/45 99:99' }),
  (f) => ({ ...f, origin: '???' }),
];

/** `count` flights in time order, late more often in the evening; the first `bad` of a seeded shuffle are spoiled. */
export function batch(count: number, bad: number, seed: number): Flight[] {
  const next = random(seed);
  const pick = () => AIRPORTS[Math.floor(next() * AIRPORTS.length)]!;
  const start = Date.UTC(2001, 0, 1);
  const flights = Array.from({ length: count }, (_, i): Flight => {
    const time = new Date(start + Math.floor((i / count) * 90 * 86_400_000));
    const date = time.toISOString().slice(0, 16).replaceAll('-', '/').replace('T', ' ');
    const late = next() < 0.05 + time.getUTCHours() / 40;
    return {
      date,
      delay: late ? 20 + Math.floor(next() * 90) : Math.floor(next() * 20) - 10,
      distance: 100 + Math.floor(next() * 2000),
      origin: pick(),
      destination: pick(),
    };
  });
  const order = [...flights.keys()].map((i) => ({ i, key: next() })).sort((a, b) => a.key - b.key);
  order.slice(0, bad).forEach(({ i }, k) => {
    flights[i] = SPOIL[k % SPOIL.length]!(flights[i]!);
  });
  return flights;
}
