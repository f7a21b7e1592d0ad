/** `features apply|list|show|ingest|history|materialize|get|online|push|skew|door|remove`. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { instantOf } from '../../../../src-runtime/features/event.ts';
import { BancadaError, type Locale } from '../../../contract/index.ts';
import { featureTexts } from '../feature-texts.ts';
import { integerOption } from '../options.ts';
import { type CommonOptions, type Session, withLab } from '../session.ts';

type Options = CommonOptions & Record<string, string | undefined>;

export function addFeatureCommands(program: Command, locale: Locale): void {
  const t = featureTexts[locale];
  const features = program.command('features').description(t.features);
  const command = (
    usage: string,
    about: string,
    options: Record<string, string>,
    body: (session: Session, options: Options, words: string[]) => Promise<number>,
  ) => {
    const made = features.command(usage).description(about);
    for (const [flags, what] of Object.entries(options)) made.option(flags, what);
    made.action((...all: unknown[]) => {
      const given = made.optsWithGlobals<Options>();
      return withLab(given, (session) => body(session, given, (all.slice(0, -2) as (string | string[])[]).flat()));
    });
  };
  const moment = (text: string): number => {
    const at = instantOf(/^\d+$/.test(text) ? Number(text) : text);
    if (at === null) throw new BancadaError('USAGE', { detail: t.moment(text) });
    return at;
  };

  command('apply <file>', t.apply, { '--dry-run': t.dryRun }, async ({ client, print }, { dryRun }, [file = '']) => {
    if (!existsSync(file)) throw new BancadaError('FILE_NOT_FOUND', { path: file });
    const asked = { text: readFileSync(file, 'utf8'), file: basename(file) };
    const found = await (dryRun ? client.features.plan(asked) : client.features.apply(asked));
    print(found, () => found.changes.map(t.changed).join('\n') || t.none);
    return 0;
  });
  command('list', t.list, {}, async ({ client, print }) => {
    const stores = await client.features.list();
    print({ stores }, () => stores.map(({ store, views, features: count, owner }) => `${store}  ${views}/${count}  ${owner}`).join('\n'));
    return 0;
  });
  command('show <store>', t.show, {}, async ({ client, print }, _, [store = '']) => {
    const found = await client.features.get({ store });
    print(found, () => t.store(found));
    return 0;
  });
  command('ingest <store> <source> <file>', t.ingest, {}, async ({ client, print }, _, [store = '', source = '', file = '']) => {
    const found = await client.features.ingest({ store, source, path: resolve(file) });
    print(found, () => t.ingested(found.rows, found.isNew));
    return 0;
  });
  command(
    'history <store>',
    t.history,
    { '--rows <file>': t.rows, '--at <column>': t.at, '--to <file>': t.to, '--label <column>': t.label, '--naive <file>': t.naive },
    async ({ client, print }, { rows = '', at = '', to = '', label, naive }, [store = '']) => {
      const asked = { path: resolve(rows), at, to: resolve(to), label: label ?? null, naiveTo: naive === undefined ? null : resolve(naive) };
      const found = await client.features.history({ store, ...asked });
      print(found, () => t.historyTable(found));
      return 0;
    },
  );
  command('materialize <store>', t.materialize, { '--until <moment>': t.until }, async ({ client, print }, { until }, [store = '']) => {
    const found = await client.features.materialize({ store, until: until === undefined ? null : moment(until) });
    print(found, () => found.views.map(({ view, keys, late }) => t.materialized(view, keys, late)).join('\n'));
    return 0;
  });
  command('get <store> <keys...>', t.get, { '--at <moment>': t.at }, async ({ client, print }, { at }, [store = '', ...pairs]) => {
    const keys = Object.fromEntries(pairs.map((pair) => pair.split('=', 2) as [string, string]));
    const wrong = pairs.find((pair) => !pair.includes('='));
    if (wrong !== undefined) throw new BancadaError('USAGE', { detail: t.pair(wrong) });
    const found = await client.features.online({ store, keys, at: at === undefined ? null : moment(at) });
    print(
      found,
      () =>
        `${Object.entries(found.values)
          .map(([name, value]) => `${name} = ${value}`)
          .join('\n')}\n(${(found.micros / 1000).toFixed(3)} ms)`,
    );
    return 0;
  });
  command('online <store>', t.online, { '--redis [url]': t.redis, '--sqlite': t.sqlite }, async ({ client, print }, given, [store = '']) => {
    // Without a value the option is `true`: a container.
    const { redis, sqlite } = given as { redis?: string | true; sqlite?: true };
    if (redis !== undefined && sqlite) throw new BancadaError('USAGE', { detail: '--redis | --sqlite' });
    if (redis !== undefined && redis !== true && !/^rediss?:\/\/\S+$/.test(redis)) throw new BancadaError('USAGE', { detail: t.redisUrl(redis) });
    const to = redis !== undefined ? ({ kind: 'redis', url: redis === true ? null : redis } as const) : ({ kind: 'sqlite' } as const);
    const isChange = redis !== undefined || sqlite === true;
    const found = isChange ? await client.features.chooseOnline({ store, to }) : (await client.features.get({ store })).onlineStore;
    print(found, () => `${t.onlineStore(found)}${isChange ? `\n${t.again(store)}` : ''}`);
    return 0;
  });
  command('push <store> <source> <row>', t.push, {}, async ({ client, print }, _, [store = '', source = '', row = '']) => {
    const found = await client.features.push({ store, source, rows: [parsed(row)] });
    print(found, () => t.pushed(found.taken, found.known));
    return 0;
  });
  command(
    'skew <store>',
    t.skew,
    { '--rows <file>': t.rows, '--at <column>': t.at, '--limit <n>': t.limit },
    async ({ client, print }, { rows = '', at = '', limit }, [store = '']) => {
      const found = await client.features.skew({
        store,
        path: rows.startsWith('dataset:') ? rows : resolve(rows),
        at,
        limit: integerOption('--limit', limit, locale) ?? 20_000,
      });
      print(found, () => t.skewText(found));
      return found.different === 0 ? 0 : 1;
    },
  );
  command('door <store>', t.door, { '--shut': t.shut }, async ({ client, print }, { shut }, [store = '']) => {
    if (shut) {
      await client.features.shutDoor({ store });
      print({ store, shut: true }, () => t.doorShut);
      return 0;
    }
    const door = (await client.features.door({ store })) ?? (await client.features.openDoor({ store }));
    print(door, () => t.doorOpen(door.url ?? '', door.token));
    return 0;
  });
  command('remove <store>', t.remove, {}, async ({ client, print }, _, [store = '']) => {
    await client.features.remove({ store });
    print({ store }, () => t.removed(store));
    return 0;
  });
}

function parsed(text: string): Record<string, string | number | boolean | null> {
  try {
    return JSON.parse(text) as Record<string, string | number | boolean | null>;
  } catch {
    throw new BancadaError('USAGE', { detail: text });
  }
}
