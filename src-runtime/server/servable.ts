/** `Servable`: what the server answers with, whether it came from a model folder or from a learner's program. */
import { LabError } from '../errors.ts';
import { checkSignature } from '../ml/arguments.ts';
import type { BackendChoice } from '../ml/fastest.ts';
import type { Classifier, Field, Prediction, Row, ServiceDefinition } from '../sdk/types.ts';
import type { BatcherReport } from './batcher.ts';
import type { GraphService } from './graph/service.ts';

export interface Servable {
  readonly name: string;
  readonly version: string;
  readonly signature: readonly Field[];
  readonly classes: readonly string[] | null;
  /** A row that the model is known to accept, for examples and the self-test. */
  readonly example: Row | null;
  predict(rows: readonly Row[]): Prediction[] | Promise<Prediction[]>;
  /** The run that made it. */
  readonly runId?: string | undefined;
  /** The models that this one is made of; V2 asks each by its own name. */
  readonly members?: readonly Servable[];
  /** Rows that explanations and importances are measured against, the class among them where it is known. */
  readonly reference?: readonly Row[];
  /** Of a model folder. */
  readonly classifier?: Classifier;
  /** Of a graph of models: its figures, its feedback, its switches. */
  readonly graph?: GraphService;
  /** How it is computed, once measured. */
  readonly backends?: () => readonly BackendChoice[];
  readonly batcher?: () => BatcherReport;
  /** Told of rows that were answered without `predict`. */
  readonly answered?: (rows: number) => void;
}

/** A learner's `predict`, its answers checked: a wrong one is said plainly instead of reaching clients. */
export function fromDefinition(definition: ServiceDefinition, version: string): Servable {
  checkSignature('lab.serve', definition.signature);
  return {
    name: definition.name,
    version: definition.version ?? version,
    signature: definition.signature,
    classes: null,
    example: definition.reference?.[0] ? columnsOf(definition.reference[0], definition.signature) : null,
    ...(definition.reference && { reference: definition.reference }),
    predict: async (rows) => {
      const predictions = await definition.predict(rows);
      if (!Array.isArray(predictions) || predictions.length !== rows.length) throw new LabError('PREDICTION_BAD', { found: describe(predictions) });
      for (const prediction of predictions) if (!isPrediction(prediction)) throw new LabError('PREDICTION_BAD', { found: describe(prediction) });
      return predictions;
    },
  };
}

export function columnsOf(row: Row, signature: readonly Field[]): Row {
  return Object.fromEntries(signature.map(({ name }) => [name, row[name] ?? null]));
}

function isPrediction(value: Prediction | null | undefined): boolean {
  if (typeof value?.label !== 'string' || typeof value.probabilities !== 'object' || value.probabilities === null) return false;
  return Object.values(value.probabilities).every((probability) => Number.isFinite(probability));
}

function describe(value: unknown): string {
  return Array.isArray(value) ? `[${value.length}]` : String(JSON.stringify(value)).slice(0, 120);
}
