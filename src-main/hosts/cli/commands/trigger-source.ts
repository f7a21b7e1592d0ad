/** What a trigger goes by, from the options of `trigger add`: exactly one of them. */
import type { Command } from 'commander';
import { BancadaError, type Locale, type NewTrigger } from '../../../contract/index.ts';
import { texts } from '../texts.ts';

export interface SourceOptions {
  cron?: string;
  timezone?: string;
  every?: string;
  files?: string;
  dataset?: string;
  model?: string;
  alias?: string;
  alert?: string;
  endpoint?: string;
  severity?: string;
  webhook?: boolean;
  allow: string[];
}

const units: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

export function addSourceOptions(command: Command, t: ReturnType<typeof texts>): Command {
  return command
    .option('--cron <pattern>', t.triggerCron)
    .option('--timezone <zone>', t.triggerTimezone)
    .option('--every <time>', t.triggerEvery)
    .option('--files <workspace[/path]>', t.triggerFiles)
    .option('--dataset <name>', t.triggerDataset)
    .option('--model <name|*>', t.triggerModel)
    .option('--alias <name|*>', t.triggerAlias)
    .option('--alert <rule>', t.triggerAlert)
    .option('--endpoint <name>', t.triggerEndpoint)
    .option('--severity <s>', t.triggerSeverity)
    .option('--webhook', t.triggerWebhook)
    .option('--allow <param>', t.triggerAllow, (value: string, all: string[]) => [...all, value], []);
}

export function sourceOption(options: SourceOptions, locale: Locale): NewTrigger['source'] {
  const { cron, every, files, dataset, model, alert, webhook } = options;
  const given = [cron, every, files, dataset, model, alert, webhook].filter((value) => value !== undefined);
  if (given.length !== 1) throw usage(texts(locale).triggerOneSource);
  if (cron !== undefined) return { kind: 'cron', pattern: cron, ...(options.timezone !== undefined && { timezone: options.timezone }) };
  if (every !== undefined) return { kind: 'interval', everyMs: duration(every, locale) };
  if (dataset !== undefined) return { kind: 'dataset', dataset };
  if (alert !== undefined)
    return { kind: 'alert', rule: alert, endpoint: options.endpoint ?? null, severity: severity(options.severity ?? 'warning', locale) };
  if (webhook !== undefined) return { kind: 'webhook', allow: options.allow };
  if (files !== undefined) {
    const [workspace = '', ...path] = files.split('/');
    return { kind: 'files', workspace, path: path.join('/') };
  }
  const alias = options.alias === '*' ? null : (options.alias ?? null);
  return { kind: 'model', model: model === '*' ? null : model!, on: options.alias === undefined ? 'version' : 'alias', alias };
}

function duration(text: string, locale: Locale): number {
  const found = /^(\d+)([smhd])$/.exec(text);
  if (!found) throw usage(texts(locale).triggerEveryForm(text));
  return Number(found[1]) * units[found[2]!]!;
}

function severity(text: string, locale: Locale): 'info' | 'warning' | 'high' {
  if (text === 'info' || text === 'warning') return text;
  if (text === 'critical') return 'high';
  throw usage(texts(locale).oneOf('--severity', 'info, warning, critical', text));
}

const usage = (detail: string) => new BancadaError('USAGE', { detail });
