/** The search program of the lab itself: any table of rows with a column to predict. Gaps are filled inside of each training, as a candidate says. */
import { automl, trainClassifier, trainRegressor } from '@bancada/sdk';

const settings = JSON.parse(process.env.LAB_AUTOML ?? '{}');
let about;

await automl({
  target: settings.target,
  rows: (lab) => lab.input('dados').rows(),
  fit: (rows, { params: { algorithm, impute, ...params }, seed }) => {
    about ??= settings.table;
    return (about.classes === 0 ? trainRegressor : trainClassifier)(rows, {
      algorithm,
      target: settings.target,
      numeric: about.numeric,
      categorical: about.categorical,
      impute: impute ?? 'median',
      imputeCategorical: 'mode',
      seed,
      params,
    });
  },
});
