/** Prints, as JSON, the figures that the study text quotes, from a run of the reference solution: `npm run numeros -- 10-multi-modelo`. */
import { printFigures } from '../reference-run.ts';
import { quotes } from './figures.ts';

await printFigures('10-multi-modelo', quotes);
