/** The model server as a program: answers from the model folder that the context names. */
import { readContext } from '../sdk/context.ts';
import { writeAll } from '../sdk/events.ts';
import { fromFolder } from './from-folder.ts';
import { serveFolder } from './start.ts';

try {
  const context = readContext();
  await serveFolder(await fromFolder(context), context);
} catch (error) {
  const { code = 'FAILED', message, stack } = error as Error & { code?: string };
  writeAll(1, Buffer.from(`${JSON.stringify({ time: new Date().toISOString(), level: 'error', message, code, stack })}\n`));
  process.exitCode = 1;
}
