/** What a learner's program sees. Import everything from `@bancada/sdk`. */
import type { Answered } from '../ml/graph/types.ts';

export type { Accept, Answered, Condition, GraphNode, ModelGraph } from '../ml/graph/types.ts';

/** One record of a data set. A gap is `null`. */
export type Value = string | number | boolean | null;
export type Row = Record<string, Value>;

export type Format = 'json' | 'jsonl' | 'csv' | 'folder' | 'file';

/** An artifact that arrived: read-only. */
export interface Input {
  readonly name: string;
  /** Absolute path of the file or folder. */
  readonly path: string;
  readonly format: Format;
  /** Of a matrix step: one entry per instance, else empty. */
  readonly items: readonly InputItem[];
  text(): string;
  json<T = unknown>(): T;
  /** Rows of a csv, jsonl or json file. In csv, empty cells are `null` and numbers are numbers. */
  rows<T extends Row = Row>(): T[];
  /** The model saved in this folder. */
  model(): Promise<Classifier>;
}

export interface InputItem extends Omit<Input, 'items'> {
  /** The matrix values of the instance that made it. */
  readonly matrix: Readonly<Record<string, Value>>;
}

/** An artifact to leave behind; it becomes visible to later steps when this one ends well. */
export interface Output {
  readonly name: string;
  readonly path: string;
  readonly format: Format;
  text(content: string): void;
  json(value: unknown): void;
  /** Writes csv, jsonl or json, by the file's ending. */
  rows(rows: readonly Row[]): void;
  /** Writes a model folder: MLmodel, model.json, input_example.json, reference.json (a sample of the training rows, for drift). */
  model(model: Classifier, about?: ModelAbout): void;
}

export interface ModelAbout {
  description?: string;
  /** At most 2,000 rows are kept, drawn with the step's seed. */
  reference?: readonly Row[];
  metrics?: Record<string, number>;
  /** How the model is to be served; travels with it. */
  serving?: ServingTerms;
}

export interface ServingTerms {
  /** How long a request may take, in milliseconds; then the caller gets 504. 60,000 without it. */
  timeoutMs?: number;
  /** At most 100 rows. Wherever the model is served it must first answer them as it does now, to the last bit; else it does not start. */
  golden?: readonly Row[];
}

export interface TransformOptions {
  /** File of the workspace that exports `transform(row)`: the row of a request in, the row that the model was trained on out. It imports nothing. */
  module: string;
  /** The columns that a request brings. */
  signature: readonly Field[];
}

export interface Lab {
  /** `service` when the program was started to answer requests. */
  readonly mode: 'step' | 'service';
  readonly run: { readonly id: string; readonly pipeline: string; readonly step: string; readonly attempt: number };
  readonly seed: number;
  readonly params: Readonly<Record<string, Value>>;
  /** The matrix values of this instance; empty without a matrix. */
  readonly matrix: Readonly<Record<string, Value>>;
  input(name: string): Input;
  output(name: string): Output;
  param(key: string, value: Value): void;
  metric(key: string, value: number, step?: number): void;
  tag(key: string, value: string): void;
  log(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  /** 0 to 1. */
  progress(fraction: number, message?: string): void;
  /** Uniform in [0, 1), from the step's seed: the same at every run. */
  random(): number;
  /** Answers requests until the program is told to stop; resolves after the drain. Only in mode `service`. */
  serve(service: ServiceDefinition): Promise<void>;
}

/** One column of a model's input. */
export interface Field {
  name: string;
  type: 'double' | 'long' | 'string' | 'boolean';
  /** A request may leave it out or send `null`. */
  optional?: boolean;
  choices?: readonly string[];
  min?: number;
  max?: number;
}

export interface Prediction {
  label: string;
  /** By class; sums to 1. Empty where a number is predicted. */
  probabilities: Record<string, number>;
  /** Of a model that predicts a number: the number; `label` is the same, rounded. */
  value?: number;
  /** Of a graph of models: who answered. */
  answered?: Answered;
}

export interface ServiceDefinition {
  name: string;
  version?: string;
  signature: readonly Field[];
  predict(rows: readonly Row[]): Prediction[] | Promise<Prediction[]>;
  /** Rows that drift and explanations are measured against. */
  reference?: readonly Row[];
  /** Requests that wait at the same moment reach `predict` in one call, where that is measured to be faster. */
  batching?: boolean;
}

export type Algorithm = 'random_forest' | 'gradient_boosting' | 'logistic_regression' | 'mlp' | 'svm' | 'majority';

export interface ClassifierOptions {
  algorithm: Algorithm;
  /** Name of the column to predict; its values become classes, compared as strings. */
  target: string;
  numeric: readonly string[];
  categorical?: readonly string[];
  /** How gaps of numeric columns are filled, from the training rows only. Without it a gap is an error. */
  impute?: 'median' | 'mean';
  /** How gaps of categorical columns are filled, from the training rows only. Without it a gap is a category of its own. */
  imputeCategorical?: 'mode';
  seed?: number;
  /** Per algorithm: trees, depth, minLeaf, learningRate, epochs, hidden, l2, batch, cost, gamma … each with a default. */
  params?: Record<string, number | readonly number[]>;
  onProgress?: (fraction: number) => void;
}

export type RegressionAlgorithm = 'random_forest' | 'gradient_boosting' | 'linear_regression' | 'mean';

/** As `ClassifierOptions`; `target` names a column of numbers. */
export interface RegressorOptions extends Omit<ClassifierOptions, 'algorithm'> {
  algorithm: RegressionAlgorithm;
}

export interface RegressionReport {
  rmse: number;
  mae: number;
  /** Mean of |error| ÷ |actual|. */
  mape: number;
  r2: number;
}

/** A fitted preprocessing + model: give it raw rows. */
export interface Classifier {
  /** Of several models as one: `ensemble`, `router` or `graph`. */
  readonly algorithm: Algorithm | RegressionAlgorithm | 'ensemble' | 'router' | 'graph';
  /** `regression`: it has no classes, and every prediction has a `value`. */
  readonly task?: 'regression';
  readonly target: string;
  readonly classes: readonly string[];
  readonly signature: readonly Field[];
  /** Share of importance by input column, adding up to 1, where the algorithm has one. */
  readonly importances: Readonly<Record<string, number>> | null;
  predict(rows: readonly Row[]): Prediction[];
  toJSON(): unknown;
}

/** The program of a search: see `automl`. */
export interface SearchProgram {
  /** Column to predict. */
  target: string;
  /** The rows that the search may see. What is done here is done to all of them, before any fold is made. */
  rows(lab: Lab): Row[] | Promise<Row[]>;
  /** Trains one candidate on the rows of one fold. `params`: a point of the search space. */
  fit(rows: Row[], candidate: { params: Readonly<Record<string, string | number | boolean>>; seed: number }): Classifier | Promise<Classifier>;
}

export interface Fold {
  train: number[];
  test: number[];
}

export interface OversampleOptions {
  target: string;
  /** Interpolated; every other column is copied from the row that is started from. No gaps. */
  numeric: readonly string[];
  /** Where synthetic rows start: anywhere in the class, or near its border. */
  method?: 'smote' | 'borderline' | 'svm';
  neighbours?: number;
  seed: number;
}

export interface IsolationOptions {
  numeric: readonly string[];
  /** Share of the rows to be called outliers. */
  share: number;
  seed: number;
  trees?: number;
  /** Rows each tree sees. */
  sample?: number;
}

export interface IsolationReport {
  /** Near 1: strange; 0.5 and less: ordinary. */
  scores: number[];
  outliers: boolean[];
}

export interface Expectation {
  /** The names of Great Expectations' catalogue, without `expect_`. */
  expect:
    | 'column_to_exist'
    | 'column_values_to_not_be_null'
    | 'column_values_to_be_between'
    | 'column_values_to_be_in_set'
    | 'column_values_to_match_regex'
    | 'column_values_to_be_unique'
    | 'column_values_to_be_of_type'
    | 'table_row_count_to_be_between'
    | 'table_columns_to_match_set'
    | 'column_pair_values_a_to_be_greater_than_b';
  column?: string;
  columnB?: string;
  columns?: readonly string[];
  min?: number;
  max?: number;
  values?: readonly Value[];
  regex?: string;
  type?: 'number' | 'string' | 'boolean';
  /** Share of rows that must conform; 1 without it. */
  mostly?: number;
  severity?: 'critical' | 'warning';
}

export interface ExpectationReport {
  /** False when a critical expectation failed. */
  success: boolean;
  results: { expectation: Expectation; success: boolean; observed: number | string; unexpected: number; examples: { index: number; row: Row }[] }[];
  /** Indices of rows that broke a critical expectation. */
  badRows: number[];
}

export interface ClassificationReport {
  accuracy: number;
  f1_macro: number;
  precision_macro: number;
  recall_macro: number;
  perClass: Record<string, { precision: number; recall: number; f1: number; support: number }>;
  /** confusion[actual][predicted] */
  confusion: Record<string, Record<string, number>>;
}
