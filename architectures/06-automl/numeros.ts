/** Prints, as JSON, the figures that the study text quotes, from a run of the reference solution: `npm run numeros -- 06-automl`. */
import { printFigures } from '../reference-run.ts';
import { quotes } from './figures.ts';

await printFigures('06-automl', quotes);
