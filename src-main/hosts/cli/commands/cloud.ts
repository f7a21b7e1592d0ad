/** `cloud check|apply|down|review|cost|whatif|test|prices|edit|reset|call|list|calls|serve`: the managed cloud, simulated. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { BancadaError, type CloudSource, type Locale } from '../../../contract/index.ts';
import { cloudTexts } from '../cloud-texts.ts';
import { integerOption } from '../options.ts';
import { type CommonOptions, type Session, withLab } from '../session.ts';

interface Options extends CommonOptions {
  role?: string;
  plan?: string;
  as?: string;
  port?: string;
  policy?: string[];
  action?: string;
  resource?: string;
  context?: string[];
  principal?: string;
  quota?: string[];
}

export function addCloudCommands(program: Command, locale: Locale): void {
  const t = cloudTexts(locale);
  const cloud = program.command('cloud').description(t.cloud);
  const add = (
    usage: string,
    about: string,
    options: Record<string, string>,
    body: (session: Session, options: Options, words: string[]) => Promise<number>,
  ) => {
    const made = cloud.command(usage).description(about);
    for (const [flags, what] of Object.entries(options)) {
      if (flags.endsWith('...>')) made.option(flags.replace('...>', '>'), what, (value: string, before: string[] = []) => [...before, value]);
      else made.option(flags, what);
    }
    made.action((...all: unknown[]) => {
      const given = made.optsWithGlobals<Options>();
      return withLab(given, (session) =>
        body(
          session,
          given,
          (all.slice(0, -2) as (string | undefined)[]).map((word) => word ?? ''),
        ),
      );
    });
  };
  const source = (session: Session, given: string) => sourceOf(session, given, t.usage);
  const pairs = (given: readonly string[] = []) =>
    given.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new BancadaError('USAGE', { detail: t.usage(pair) });
      return [pair.slice(0, at), pair.slice(at + 1)] as const;
    });

  add('check <plan>', t.check, {}, async (session, _, [plan = '']) => {
    const found = await session.client.cloud.check({ source: source(session, plan) });
    session.print(found, () => found.problems.map(t.problem).join('\n') || t.fine);
    return found.problems.length === 0 ? 0 : 1;
  });
  add('review <plan>', t.review, { '--role <role>': t.role }, async (session, { role }, [plan = '']) => {
    const reviews = await session.client.cloud.review({ source: source(session, plan), ...(role !== undefined && { role }) });
    session.print({ reviews }, () => reviews.map(t.reviewed).join('\n'));
    return reviews.every(({ ok }) => ok) ? 0 : 1;
  });
  add('cost <plan>', t.cost, {}, async (session, _, [plan = '']) => {
    const { client, print } = session;
    const bill = await billOf(session, plan);
    if (bill) {
      print(bill, () => `${t.bill(bill)}\n${t.simulated}`);
      return 0;
    }
    const cost = await client.cloud.cost({ source: source(session, plan) });
    print(cost, () => t.planCost(cost));
    return cost.total <= cost.budgetUsd ? 0 : 1;
  });
  add('whatif <plan> <endpoint>', t.whatif, {}, async (session, _, [plan = '', endpoint = '']) => {
    const found = await session.client.cloud.whatIf({ source: source(session, plan), endpoint });
    session.print(found, () => t.whatIfTable(found));
    return 0;
  });
  add('apply <plan>', t.apply, { '--quota <machine=n...>': t.quota }, async (session, { quota }, [plan = '']) => {
    const quotas = Object.fromEntries(pairs(quota).map(([machine, n]) => [machine, integerOption('--quota', n, locale) ?? 0]));
    const { id } = await session.client.cloud.apply({ source: source(session, plan), quotas });
    const done = await (await session.lab.cloud.site()).finished(id);
    session.print(done, () => t.applied(done));
    return done.status === 'done' ? 0 : 1;
  });
  add('down <project>', t.down, {}, async ({ client, print }, _, [project = '']) => {
    const done = await client.cloud.down({ project });
    print(done, () => t.removed(done.removed));
    return 0;
  });
  const asked = {
    ...{ '--policy <file...>': t.policy, '--action <action>': t.action, '--resource <resource>': t.resource },
    ...{ '--context <key=value...>': t.context, '--principal <member>': t.principal },
  };
  add('test', t.test, asked, async ({ client, print }, { policy = [], action = '', resource = '*', context, principal = '' }) => {
    const policies = policy.map(textOf);
    const provider = policies.some((text) => text.includes('"bindings"')) ? 'vertex' : 'sagemaker';
    const found = await client.cloud.evaluate({ provider, policies, action, resource, principal, context: Object.fromEntries(pairs(context)) });
    print(found, () => (found.reason === 'implicit' ? t.implicit : `${found.allowed ? t.allowed : t.denied} ${found.statement ?? ''}`));
    return found.allowed ? 0 : 1;
  });
  add('prices', t.prices, {}, async ({ client, print }) => {
    const tables = await client.cloud.tables();
    print({ tables }, () =>
      tables
        .map(({ id, title, edited, path }) => `${id}  ${title[locale === 'en' ? 'en' : 'pt']}  ${edited ? `${t.edited}: ${path}` : ''}`)
        .join('\n'),
    );
    return 0;
  });
  add('edit <table>', t.edit, {}, async ({ client, print }, _, [id = '']) => {
    const table = (await client.cloud.tables()).find((each) => each.id === id);
    // One that is not there is refused by whoever saves.
    const saved = table?.edited ? table : await client.cloud.saveTable({ id, text: table?.text ?? '' });
    print(saved, () => saved.path);
    return 0;
  });
  add('reset <table>', t.reset, {}, async ({ client, print }, _, [id = '']) => {
    const table = await client.cloud.resetTable({ id });
    print(table, () => table.path);
    return 0;
  });
  add(
    'call <provider> <operation> [body]',
    t.call,
    { '--plan <plan>': t.plan, '--as <role>': t.as },
    async (session, { plan, as }, [provider = '', operation = '', body = '']) => {
      if (provider !== 'sagemaker' && provider !== 'vertex') throw new BancadaError('USAGE', { detail: t.usage(provider) });
      const role = plan !== undefined && as !== undefined ? { as: { source: source(session, plan), role: as } } : {};
      const answer = await session.client.cloud.call({
        provider,
        operation,
        body: parsed(body.startsWith('@') ? textOf(body.slice(1)) : body || '{}'),
        ...role,
      });
      session.print(answer, () => JSON.stringify(answer.body, null, 2));
      return answer.status < 400 ? 0 : 1;
    },
  );
  add('list', t.list, {}, async ({ client, print }) => {
    const [resources, applies] = await Promise.all([client.cloud.resources(), client.cloud.applies()]);
    print(
      { resources, applies },
      () => resources.map(({ id, state, failure }) => `${state}  ${id}${failure === null ? '' : `  ${failure}`}`).join('\n') || t.simulated,
    );
    return 0;
  });
  add('calls', t.calls, {}, async ({ client, print }) => {
    const calls = await client.cloud.calls({ limit: 100 });
    print({ calls }, () =>
      calls
        .map(
          ({ status, principal, action, resource, error }) =>
            `${String(status)}  ${principal}  ${action}  ${resource}${error === null ? '' : `\n     ${error}`}`,
        )
        .join('\n'),
    );
    return 0;
  });
  add('serve', t.serve, { '--port <n>': t.port }, async ({ lab, print }, { port }) => {
    const server = await (await lab.cloud.site()).serve(integerOption('--port', port, locale) ?? 0);
    const toldToEnd = new Promise<void>((done) => {
      process.once('SIGINT', () => done());
      process.once('SIGTERM', () => done());
    });
    print({ url: server.url, token: server.token }, () => t.serving(server.url, server.token));
    await toldToEnd;
    await server.close();
    return 0;
  });
}

/** A path to a plan, `example:ID`, or the id of a challenge. */
function sourceOf({ lab }: Session, given: string, usage: (what: string) => string): CloudSource {
  if (given.startsWith('example:')) return { kind: 'example', id: given.slice('example:'.length) };
  if (existsSync(given)) return { kind: 'path', path: resolve(given) };
  if (lab.catalog.challengeIds().includes(given)) return { kind: 'workspace', pipeline: given, solution: 'workspace', file: 'nuvem.yaml' };
  throw new BancadaError('FILE_NOT_FOUND', { path: usage(given) });
}

/** A file of quantities, or the name of a bill that ships; null of what is a plan. */
async function billOf({ client }: Session, given: string) {
  if (existsSync(given)) {
    const text = textOf(given);
    return /^items:/m.test(text) ? client.cloud.bill({ text }) : null;
  }
  return (await client.cloud.bills()).some(({ name }) => name === given) ? client.cloud.bill({ name: given }) : null;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new BancadaError('FILE_NOT_FOUND', { path });
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new BancadaError('USAGE', { detail: text });
  }
}
