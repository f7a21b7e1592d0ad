/** `fromFolder`: a model folder as something to serve; the members of a combination or a graph are served beside it, by names of their own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { graphOf } from '../ml/graph/compose.ts';
import { flattened } from '../ml/graph/flatten.ts';
import { loadModel } from '../ml/model-folder.ts';
import { partsOf } from '../ml/parts.ts';
import { checkGolden } from '../ml/serving-terms.ts';
import type { Context } from '../sdk/context.ts';
import type { Classifier, Row } from '../sdk/types.ts';
import { openGraphService } from './graph/service.ts';
import { columnsOf, type Servable } from './servable.ts';

export async function fromFolder(context: Context): Promise<Servable> {
  const folder = context.model ?? '';
  const model = await loadModel(folder);
  checkGolden(folder, model);
  const { name = model.target, version = '1', runId } = context.service ?? {};
  const reference = read<{ rows: Row[] }>(folder, 'reference.json')?.rows ?? [];
  const given = read<Row>(folder, 'input_example.json') ?? reference[0] ?? null;
  const serves = (classifier: Classifier, own: string): Servable => ({
    name: own,
    version,
    runId,
    signature: classifier.signature,
    classes: classifier.classes,
    example: given && columnsOf(given, classifier.signature),
    predict: classifier.predict,
    reference,
    classifier,
  });
  const parts = partsOf(model);
  const members = parts?.kind === 'combined' ? Object.entries(parts.members).map(([member, one]) => serves(one, `${name}.${member}`)) : [];
  const whole = graphOf(model);
  if (!whole) return { ...serves(model, name), members };
  const composed = flattened(whole, graphOf);
  const graph = openGraphService(composed, composed.names);
  const inGraph = Object.entries(composed.members).map(([member, one]) => serves(one, `${name}.${member}`));
  return { ...serves(model, name), members: inGraph, predict: graph.predict, graph };
}

function read<T>(folder: string, file: string): T | null {
  try {
    return JSON.parse(readFileSync(join(folder, file), 'utf8')) as T;
  } catch {
    return null;
  }
}
