/** `tracking serve`: the lab's tracking and registry for any MLflow client. `tracking env`: what a shell has to know to be one. `tracking gc`: what was deleted goes for good. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { applicationRoot } from '../../../common/application-root.ts';
import { integerOption } from '../options.ts';
import { type CommonOptions, withLab } from '../session.ts';
import type { texts } from '../texts.ts';

export function addTrackingCommands(program: Command, t: ReturnType<typeof texts>): void {
  const tracking = program.command('tracking').description(t.tracking);
  tracking
    .command('serve')
    .description(t.trackingServe)
    .option('--port <n>', t.port, '5000')
    .option('--token <token>', t.trackingToken)
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { port: string; token?: string }>();
      return withLab(options, async ({ lab, locale, print }) => {
        const port = integerOption('--port', options.port, locale) ?? 5000;
        const server = await lab.mlflow.serve({ port, token: options.token ?? null });
        // Listened for before the address is said: who reads it may answer at once.
        const toldToEnd = new Promise<void>((resolve) => {
          for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
        });
        print({ url: server.url }, () => t.trackingServing(server.url));
        await toldToEnd;
        await server.close();
        return 0;
      });
    });
  tracking
    .command('gc')
    .description(t.trackingGc)
    .option('--older-than <n>', t.trackingGcDays, '30')
    .option('--dry-run', t.trackingGcDry)
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { olderThan: string; dryRun?: boolean }>();
      return withLab(options, async ({ client, locale, print }) => {
        const olderThanDays = integerOption('--older-than', options.olderThan, locale) ?? 30;
        if (options.dryRun) {
          const found = await client.tracking.garbage({ olderThanDays });
          print(found, () => t.trackingGcFound(found));
        } else {
          const taken = await client.tracking.collectGarbage({ olderThanDays });
          print(taken, () => t.trackingGcTaken(taken));
        }
        return 0;
      });
    });
  tracking
    .command('env')
    .description(t.trackingEnv)
    .option('--no-lens', t.trackingNoLens)
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { lens: boolean }>();
      return withLab(options, async ({ client, print, tell }) => {
        const { port, token } = await client.mlflow.server();
        const url = `http://127.0.0.1:${port}`;
        if (!(await answers(url))) tell(t.trackingSilent(url));
        const path = join(applicationRoot(), 'resources', 'python');
        const env = { MLFLOW_TRACKING_URI: url, ...(token && { MLFLOW_TRACKING_TOKEN: token }) };
        const lines = Object.entries(env).map(([name, value]) => `export ${name}=${quoted(value)}`);
        if (options.lens) lines.push(`export PYTHONPATH=${quoted(path)}"\${PYTHONPATH:+:$PYTHONPATH}"`);
        print({ ...env, ...(options.lens && { PYTHONPATH: path }) }, () => lines.join('\n'));
        return 0;
      });
    });
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}

/** Whoever answers at all, with or without the token. */
async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/health`, { signal: AbortSignal.timeout(1000) }).then(
    () => true,
    () => false,
  );
}
