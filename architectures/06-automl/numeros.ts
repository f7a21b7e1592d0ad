/** Prints, as JSON, the figures that the study text quotes, from a run of the reference solution: `node architectures/06-automl/numeros.ts`. */
import { printFigures } from '../reference-run.ts';
import { quotes } from './figures.ts';

await printFigures('06-automl', quotes);
