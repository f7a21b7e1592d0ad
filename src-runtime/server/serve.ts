/** The model server as a program: answers from the model folder that the context names. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadModel } from '../ml/model-folder.ts';
import { type Context, readContext } from '../sdk/context.ts';
import { writeAll } from '../sdk/events.ts';
import type { Row } from '../sdk/types.ts';
import { columnsOf, type Servable } from './servable.ts';
import { serve } from './start.ts';

try {
  const context = readContext();
  await serve(await fromFolder(context), context);
} catch (error) {
  const { code = 'FAILED', message, stack } = error as Error & { code?: string };
  writeAll(1, Buffer.from(`${JSON.stringify({ time: new Date().toISOString(), level: 'error', message, code, stack })}\n`));
  process.exitCode = 1;
}

async function fromFolder(context: Context): Promise<Servable> {
  const folder = context.model ?? '';
  const model = await loadModel(folder);
  return {
    name: context.service?.name ?? model.target,
    version: context.service?.version ?? '1',
    signature: model.signature,
    classes: model.classes,
    example: readExample(folder, model.signature),
    predict: model.predict,
  };
}

function readExample(folder: string, signature: Servable['signature']): Row | null {
  try {
    return columnsOf(JSON.parse(readFileSync(join(folder, 'input_example.json'), 'utf8')), signature);
  } catch {
    return null;
  }
}
