/** `tracking serve`: the lab's tracking and registry for any MLflow client. */
import type { Command } from 'commander';
import { integerOption } from '../options.ts';
import { type CommonOptions, withLab } from '../session.ts';
import type { texts } from '../texts.ts';

export function addTrackingCommands(program: Command, t: ReturnType<typeof texts>): void {
  program
    .command('tracking')
    .description(t.tracking)
    .command('serve')
    .description(t.trackingServe)
    .option('--port <n>', t.port, '5000')
    .option('--token <token>', t.trackingToken)
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { port: string; token?: string }>();
      return withLab(options, async ({ lab, locale, print }) => {
        const port = integerOption('--port', options.port, locale) ?? 5000;
        const server = await lab.mlflow.serve({ port, token: options.token ?? null });
        print({ url: server.url }, () => t.trackingServing(server.url));
        await new Promise<void>((resolve) => {
          for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
        });
        await server.close();
        return 0;
      });
    });
}
