/** Prints, as JSON, what the study text says about the data itself: `npm run numeros -- 08-feedback-loop`. With `--run`, the scores of a run of the reference solution too. */
import { readFileSync } from 'node:fs';
import { printFigures } from '../reference-run.ts';
import { quotes } from './figures.ts';

const source = new URL('../../node_modules/vega-datasets/data/seattle-weather.csv', import.meta.url);
const days = readFileSync(source, 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','))
  .map(([date = '', rain = '', warmest = '']) => ({ date, rains: Number(rain) > 0, warmest: Number(warmest) }));

const months = ['01', '04', '07', '10'].map((month) => {
  const inside = days.filter(({ date }) => date.slice(5, 7) === month);
  return { month, rain: share(inside.map(({ rains }) => rains)), warmest: inside.reduce((sum, { warmest }) => sum + warmest, 0) / inside.length };
});
const cold = days.filter(({ date }) => date < '2013-01-01' && ['01', '02', '11', '12'].includes(date.slice(5, 7)));

process.stdout.write(`${JSON.stringify({ rows: days.length, first: days[0]!.date, last: days.at(-1)!.date, cold: cold.length, months }, null, 2)}\n`);

function share(marks: readonly boolean[]): number {
  return marks.filter(Boolean).length / marks.length;
}
if (process.argv.includes('--run')) await printFigures('08-feedback-loop', quotes);
