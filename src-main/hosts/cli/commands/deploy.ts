/** `deploy ENDPOINT --target T`: the plan; with `--yes` it is applied, `--status` looks, `--undo` goes back to what stood there before, `--remove` takes away. */
import type { Command } from 'commander';
import { BancadaError, type Locale } from '../../../contract/index.ts';
import { deployTexts, planText, statusText, stepText } from '../deploy-texts.ts';
import { integerOption } from '../options.ts';
import { type CommonOptions, type Session, withLab } from '../session.ts';

interface Options extends CommonOptions {
  target: string;
  registry?: string;
  port?: string;
  bind?: string;
  replicas?: string;
  wait: boolean;
  yes?: boolean;
  status?: boolean;
  undo?: boolean;
  remove?: boolean;
}

export function addDeployCommand(program: Command, locale: Locale): void {
  const t = deployTexts(locale);
  program
    .command('deploy <endpoint>')
    .description(t.deploy)
    .requiredOption('--target <target>', t.target)
    .option('--registry <address>', t.registry)
    .option('--port <n>', t.port)
    .option('--bind <address>', t.bind)
    .option('--replicas <n>', t.replicas)
    .option('--no-wait', t.noWait)
    .option('--yes', t.yes)
    .option('--status', t.status)
    .option('--undo', t.undo)
    .option('--remove', t.remove)
    .action((endpoint: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      return withLab(options, (session) => deploy(session, endpoint, options, locale));
    });
}

async function deploy({ client, print, tell }: Session, endpoint: string, options: Options, locale: Locale): Promise<number> {
  const t = deployTexts(locale);
  const { target, registry, bind, wait, yes, status, undo, remove } = options;
  if ([yes, status, undo, remove].filter(Boolean).length > 1) throw new BancadaError('USAGE', { detail: t.one });
  if (status) {
    const found = await client.deploy.status({ endpoint, target });
    print(found, () => statusText(found, t));
    return found.found ? 0 : 1;
  }
  if (undo) {
    const steps = await client.deploy.undo({ endpoint, target });
    const stands = await client.deploy.status({ endpoint, target });
    print({ steps, ...stands }, () => `${steps.map((step) => stepText(step, t)).join('\n')}\n${statusText(stands, t)}`);
    return 0;
  }
  if (remove) {
    const removed = await client.deploy.remove({ endpoint, target });
    print({ removed }, () => removed.map((step) => stepText(step, t)).join('\n'));
    return 0;
  }
  const [port, replicas] = [integerOption('--port', options.port, locale), integerOption('--replicas', options.replicas, locale)];
  const wish = {
    ...{ endpoint, target, wait },
    ...(registry !== undefined && { registry }),
    ...(bind !== undefined && { bind }),
    ...(port !== undefined && { port }),
    ...(replicas !== undefined && { replicas }),
  };
  const plan = await client.deploy.plan(wish);
  if (!yes) {
    print(plan, () => `${planText(plan, t)}\n${plan.steps.some((step) => step.do !== 'keep') ? t.again : ''}`.trimEnd());
    return 0;
  }
  tell(planText(plan, t));
  const abort = new AbortController();
  const cancel = () => abort.abort();
  process.once('SIGINT', cancel);
  process.once('SIGTERM', cancel);
  const done = [];
  for await (const step of await client.deploy.apply(wish, { signal: abort.signal })) {
    done.push(step);
    tell(stepText(step, t));
  }
  const stands = await client.deploy.status({ endpoint, target });
  print({ steps: done, ...stands }, () => `${t.done}\n${statusText(stands, t)}`);
  return 0;
}
