/** `runLoad`: the process that sends: one order, windows of what happened, and its end. Without a core there is nobody to send for. */
import type { FromLoad, ToLoad } from '../protocol.ts';
import { type Generator, generate } from './generator.ts';

const windowMs = 200;

export function runLoad(): void {
  const say = (message: FromLoad, then?: () => void) => process.send?.(message, () => then?.());
  let generator: Generator | null = null;
  process.on('disconnect', () => process.exit(0));
  process.on('uncaughtException', (error) => say({ failed: error.stack ?? error.message }, () => process.exit(1)));
  process.on('message', (message: ToLoad) => {
    if ('stop' in message) {
      generator?.stop();
      return;
    }
    const running = generate(message.order);
    generator = running;
    const telling = setInterval(() => say({ window: running.window(), over: false }), windowMs);
    void running.over.then(() => {
      clearInterval(telling);
      say({ window: running.window(), over: true }, () => process.exit(0));
    });
  });
}
