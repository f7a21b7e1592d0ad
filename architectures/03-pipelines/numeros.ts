/** Prints, as JSON, what the study text says about the data itself: `npm run numeros -- 03-pipelines`. With `--run`, the scores of a run of the reference solution too. */
import { readFileSync } from 'node:fs';
import { printFigures } from '../reference-run.ts';
import { quotes, weekday } from './figures.ts';

interface Flight {
  date: string;
  delay: number;
  origin: string;
  destination: string;
}

const source = new URL('../../node_modules/vega-datasets/data/flights-20k.json', import.meta.url);
const flights: Flight[] = JSON.parse(readFileSync(source, 'utf8'));
const night = flights.filter(({ date }) => Number(date.slice(11, 13)) < 5);

process.stdout.write(
  `${JSON.stringify(
    {
      rows: flights.length,
      first: flights[0]!.date,
      last: flights.at(-1)!.date,
      late: share(flights, ({ delay }) => delay > 15),
      /** Scheduled times end in 0 or 5; the times at which planes really left end in anything. */
      minutesEndingIn0Or5: share(flights, ({ date }) => Number(date.at(-1)) % 5 === 0),
      night: { flights: night.length, late: share(night, ({ delay }) => delay > 15) },
      origins: new Set(flights.map(({ origin }) => origin)).size,
      destinations: new Set(flights.map(({ destination }) => destination)).size,
    },
    null,
    2,
  )}\n`,
);

function share<T>(rows: readonly T[], holds: (row: T) => boolean): number {
  return rows.filter(holds).length / rows.length;
}
if (process.argv.includes('--run')) await printFigures('03-pipelines', quotes, weekday);
