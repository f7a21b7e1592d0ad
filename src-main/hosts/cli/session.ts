/** One command of the CLI: opens the lab in this process, gives it a typed client, and turns errors into words and exit codes. */
import { createRouterClient, ORPCError } from '@orpc/server';
import { defaultHome } from '../../common/default-home.ts';
import { BancadaError, type ErrorCode, type ErrorData, errorTable, explain, faultsOf, isErrorCode, type Locale } from '../../contract/index.ts';
import { type Lab, openLab } from '../../lab.ts';
import { lastRescue, sayRescue } from '../../storage/index.ts';

export interface CommonOptions {
  json?: boolean;
  home?: string;
  lang?: string;
}

export interface Session {
  readonly client: Awaited<ReturnType<typeof clientOf>>;
  readonly lab: Lab;
  readonly locale: Locale;
  /** The result: one JSON object on stdout with --json, else the text. */
  print(result: object, text: () => string): void;
  /** Progress and news, on stderr. */
  tell(line: string): void;
}

async function clientOf(lab: Lab) {
  return createRouterClient(await lab.router(), { context: lab.context });
}

/** Runs `body` with an open lab. The number it answers with is the exit code. */
export async function withLab(options: CommonOptions, body: (session: Session) => Promise<number>, { recover = false } = {}): Promise<void> {
  const locale = localeOf(options.lang);
  let lab: Lab | undefined;
  try {
    lab = await openLab({ home: options.home ?? defaultHome(), recover });
    const restored = lastRescue(lab.core.home.database);
    if (restored) tell(Object.values(explain('DATABASE_RESTORED', sayRescue(restored), locale)).join('\n'));
    process.exitCode = await body({
      client: await clientOf(lab),
      lab,
      locale,
      print: (result, text) => process.stdout.write(`${options.json ? JSON.stringify(result) : text()}\n`),
      tell,
    });
  } catch (error) {
    process.exitCode = report(error, locale, options.json ?? false);
  } finally {
    await lab?.close();
  }
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

export function localeOf(lang: string | undefined): Locale {
  const wanted = lang ?? process.env.BANCADA_LANG ?? 'pt-BR';
  return wanted.toLowerCase().startsWith('en') ? 'en' : 'pt-BR';
}

/** Says what was wrong and what to do, on stderr (and as JSON on stdout with --json); gives the exit code. */
export function report(error: unknown, locale: Locale, json: boolean): number {
  const { code, data } = codeOf(error);
  const told = faultsOf({ code, data }).map((fault) => ({ ...fault, ...explain(fault.code as ErrorCode, fault.data, locale) }));
  if (json) {
    const [first, ...others] = told.map(({ what, ...rest }) => ({ code: rest.code, data: rest.data, message: what, fix: rest.fix }));
    process.stdout.write(`${JSON.stringify({ error: others.length > 0 ? { ...first, others } : first })}\n`);
  }
  process.stderr.write(`${told.map(({ what }) => what).join('\n')}\n${[...new Set(told.map(({ fix }) => fix))].join('\n')}\n`);
  if (code === 'INTERNAL' && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return errorTable[code].exit;
}

function codeOf(error: unknown): { code: keyof typeof errorTable; data: ErrorData } {
  if (error instanceof BancadaError) return error;
  if (!(error instanceof ORPCError) || !isErrorCode(error.code)) return { code: 'INTERNAL', data: { log: 'stderr' } };
  // An input that does not fit the contract comes as a list of issues, not as one of our own errors.
  const { issues } = (error.data ?? {}) as { issues?: { path?: (string | number)[]; message: string }[] };
  if (issues) return { code: 'USAGE', data: { detail: issues.map(({ path = [], message }) => `${path.join('.')}: ${message}`).join('; ') } };
  return { code: error.code, data: (error.data ?? {}) as ErrorData };
}
