/**
 * `@bancada/sdk`: what a learner's program imports.
 *
 *   import { step } from '@bancada/sdk';
 *   await step(async (lab) => { const rows = lab.input('voos').rows(); … });
 */

export { automl } from '../automl/program.ts';
export { type Features, openFeatures } from '../features/open-features.ts';
export { loadModel, trainClassifier } from '../ml/classifier.ts';
export { combineModels, routeModels } from '../ml/combine.ts';
export { composeModels, graphPart } from '../ml/graph/compose.ts';
export { stackRows } from '../ml/graph/stack.ts';
export { bootstrapInterval, brier, calibration, classificationReport, logLoss, rocAuc } from '../ml/metrics.ts';
export { isolationForest } from '../ml/prepare/isolation-forest.ts';
export { oversample } from '../ml/prepare/oversample.ts';
export { regressionReport, trainRegressor } from '../ml/regressor.ts';
export { seededRandom, stratifiedKFold, timeSplit, trainTestSplit } from '../ml/split.ts';
export { withTransform } from '../ml/transformed.ts';
export { validate } from './expectations.ts';
export { readParquet, writeParquet } from './parquet.ts';
export { step } from './step.ts';
export type * from './types.ts';
export { parseYaml } from './yaml.ts';
// Signatures the modules above keep:
//   step(body: (lab: Lab) => void | Promise<void>): Promise<void>      a no-op when the importing file is itself imported: guard with `if (import.meta.main)`
//   automl({ target, rows: (lab) => Row[], fit: (rows, { params, seed }) => Classifier }): Promise<void>      the program of a search (docs/AUTOML.md)
//   readParquet(path: string): Promise<Row[]>      writeParquet(path: string, rows: readonly Row[]): Promise<void>      lab.input('x').path, lab.output('y').path
//   trainClassifier(rows: readonly Row[], options: ClassifierOptions): Promise<Classifier>
//   trainRegressor(rows: readonly Row[], options: RegressorOptions): Promise<Classifier>      predictions have a `value`
//   regressionReport(actual: readonly number[], predicted: readonly number[]): RegressionReport
//   withTransform(model: Classifier, { module: string, signature: Field[] }): Promise<Classifier>      the model with the code that makes its columns
//   loadModel(folder: string): Promise<Classifier>
//   combineModels(members: Record<string, Classifier>, { weights?, vote? }): Classifier      routeModels(members, { by, routes, otherwise }): Classifier
//   openFeatures(path: string): Features      of `online.jsonl`, left by `uses: materialize`: .get(keys, at), .push(source, row)
//   composeModels(graph: ModelGraph, members: Record<string, Classifier>): Classifier      docs/MODEL-GRAPHS.md
//   graphPart(model: Classifier, node: string): Classifier      that node and all that it asks, as a model
//   stackRows(rows: readonly Row[], bases: Record<string, readonly Prediction[]>): Row[]      rows that a stack's `with` learns from
//   trainTestSplit(n: number, { test: number; seed: number; stratify?: readonly string[] }): Fold
//   stratifiedKFold(labels: readonly string[], k: number, seed: number): Fold[]
//   timeSplit(times: readonly (string | number)[], fractions: readonly number[]): number[][]     indices, in time order
//   seededRandom(seed: number): () => number
//   classificationReport(actual: readonly string[], predicted: readonly string[]): ClassificationReport
//   rocAuc(actual: readonly boolean[], score: readonly number[]): number
//   logLoss / brier(actual: readonly boolean[], probability: readonly number[]): number
//   calibration(actual, probability, bins = 10): { bin: number; mean: number; observed: number; count: number }[]
//   bootstrapInterval(n: number, statistic: (indices: number[]) => number, { rounds?: number; level?: number; seed: number }): { low: number; high: number; mean: number }
//   validate(rows: readonly Row[], suite: readonly Expectation[]): ExpectationReport
//   parseYaml(text: string, file?: string): Promise<unknown>
//   isolationForest(rows, { numeric, share, seed }): { scores, outliers }      oversample(rows, { target, numeric, method?, seed }): Row[]      training rows only
