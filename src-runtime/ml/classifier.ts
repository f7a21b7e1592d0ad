/** `trainClassifier`, `loadModel`: the learner's way to a model. */
import { LabError } from '../errors.ts';
import type { Classifier, ClassifierOptions, Row } from '../sdk/types.ts';
import { algorithms, resolveParams } from './algorithm.ts';
import { fitEncoder, type Labels } from './encoder.ts';
import { columnShares, fittedClassifier } from './fitted.ts';
import { seededRandom } from './random.ts';
import { signatureOf } from './signature.ts';

export { loadModel } from './model-folder.ts';

const MAX_CLASSES = 200;

export async function trainClassifier(rows: readonly Row[], options: ClassifierOptions): Promise<Classifier> {
  const { algorithm, target, seed = 0 } = options;
  const spec = algorithms[algorithm];
  if (!spec) throw new LabError('ALGORITHM_UNKNOWN', { algorithm, known: Object.keys(algorithms).join(', ') });
  const params = resolveParams(algorithm, options.params, spec.params);
  const { classes, labels } = readLabels(rows, target);
  const random = seededRandom(seed);
  const { encoder, matrix } = fitEncoder(rows, labels, { ...options, scaled: spec.scaled }, random);
  const onProgress = options.onProgress ?? (() => {});
  const model = await spec.train({ matrix, width: encoder.sources.length, labels, random, onProgress }, params);
  const about = {
    algorithm,
    target,
    classes,
    signature: signatureOf(rows, options, encoder),
    importances: model.gains && columnShares(model.gains, encoder),
    seed,
    params,
  };
  return fittedClassifier(about, encoder, model);
}

function readLabels(rows: readonly Row[], target: string): { classes: string[]; labels: Labels } {
  if (rows.length === 0) throw new LabError('ROWS_NONE');
  const texts = rows.map((row, r) => {
    const value = row[target];
    if (value === null || value === undefined) {
      if (!rows.some((other) => target in other)) throw new LabError('COLUMN_MISSING', { column: target, columns: Object.keys(row).join(', ') });
      throw new LabError('TARGET_GAP', { target, row: r + 1 });
    }
    return String(value);
  });
  const classes = [...new Set(texts)].sort();
  if (classes.length < 2) throw new LabError('ONE_CLASS', { target, label: classes[0] });
  if (classes.length > MAX_CLASSES) throw new LabError('CLASSES_MANY', { target, found: classes.length, limit: MAX_CLASSES });
  const index = new Map(classes.map((label, k) => [label, k]));
  return { classes, labels: { codes: Int32Array.from(texts, (label) => index.get(label)!), classes: classes.length } };
}
