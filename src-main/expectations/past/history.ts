/**
 * `suiteHistory`: what each expectation of a suite would have stopped in the versions of a data set: the newest first, told as they are read. Answers are
 * kept by content and expectation, so only what nobody asked yet is read; who stops listening stops the reading.
 */
import type { DataVersion } from '../../contract/datasets.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { PastAnswer, PastVersion, SuiteHistory } from '../../contract/expectation-procedures.ts';
import type { Expectation, ExpectationSuite } from '../../contract/expectations.ts';
import { explain } from '../../contract/messages/index.ts';
import type { TableFile, TableOptions } from '../../tables/tables.ts';
import type { Expectations } from '../expectations.ts';

export interface HistoryDeps {
  expectations: Pick<Expectations, 'check' | 'answers'>;
  /** DATA_NO_TABLE, DATA_DAMAGED. */
  fileOf(version: DataVersion): Promise<TableFile>;
}

export interface HistoryAsked {
  suite: ExpectationSuite;
  versions: readonly DataVersion[];
  signal?: AbortSignal | undefined;
}

type Answer = PastAnswer & { rows: number };

export async function* suiteHistory({ expectations, fileOf }: HistoryDeps, { suite, versions, signal }: HistoryAsked): AsyncGenerator<SuiteHistory> {
  const past = versions.map(({ version, digest, createdAt, tags, isCurrent }): PastVersion => {
    return { version, digest, createdAt, tags, isCurrent, rows: null, answers: [], error: null };
  });
  const told = (reading: SuiteHistory['reading']): SuiteHistory => ({ ...suite, versions: past.map((each) => ({ ...each })), reading });
  const left: number[] = [];
  for (const [index, version] of versions.entries()) {
    const known = suite.expectations.map((asked) => expectations.answers?.known<Answer>(version.digest, questionOf(asked, version)) ?? null);
    if (known.every((answer) => answer !== null)) fill(past[index]!, known);
    else left.push(index);
  }
  for (const index of left) {
    const version = versions[index]!;
    const progress = listen(told({ version: version.version, fraction: 0 }));
    const onProgress: TableOptions['onProgress'] = ({ fraction }) => progress.say(told({ version: version.version, fraction }));
    const read = readVersion({ expectations, fileOf }, suite, version, { signal, onProgress }).then(
      (answers) => fill(past[index]!, answers),
      (error) => fail(past[index]!, error, signal),
    );
    yield* progress.until(read);
  }
  yield told(null);
}

async function readVersion(
  { expectations, fileOf }: HistoryDeps,
  suite: ExpectationSuite,
  version: DataVersion,
  options: TableOptions,
): Promise<Answer[]> {
  const keeps = expectations.answers;
  const known = suite.expectations.map((asked) => keeps?.known<Answer>(version.digest, questionOf(asked, version)) ?? null);
  const missing = suite.expectations.filter((_, index) => known[index] === null);
  const { rows, results } = await expectations.check(
    await fileOf(version),
    { suite: suite.suite, expectations: missing },
    { ...options, examples: 0 },
  );
  const fresh = results.map(({ success, problem, observed, judged, missing, unexpected }): Answer => {
    return { success, problem, observed, judged, missing, unexpected, rows };
  });
  await keeps?.keep(
    version.digest,
    fresh.map((answer, index) => ({ question: questionOf(missing[index]!, version), answer })),
  );
  return known.map((answer) => answer ?? fresh.shift()!);
}

/** How grave it is changes nothing in what a table answers. */
function questionOf({ severity: _, ...asked }: Expectation, { format }: DataVersion): unknown {
  return { asked, format };
}

function fill(past: PastVersion, answers: readonly Answer[]): void {
  past.rows = answers[0]?.rows ?? null;
  past.answers = answers.map(({ rows: _, ...answer }) => answer);
}

function fail(past: PastVersion, error: unknown, signal: AbortSignal | undefined): void {
  if (signal?.aborted || !(error instanceof BancadaError)) throw error;
  past.error = { code: error.code, data: error.data, message: explain(error.code, error.data, 'pt-BR').what };
}

/** Values said while something goes on; of several before anybody listens, the last. */
function listen<T>(first: T) {
  let latest: T | null = first;
  let wake = () => {};
  return {
    say(value: T): void {
      latest = value;
      wake();
    },
    async *until(work: Promise<unknown>): AsyncGenerator<T> {
      let over = false;
      const ended = work.finally(() => {
        over = true;
        wake();
      });
      ended.catch(() => {}); // it is awaited below
      while (!over) {
        const news = new Promise<void>((resolve) => {
          wake = resolve;
        });
        if (latest !== null) {
          const value: T = latest;
          latest = null;
          yield value;
          if (over) break;
          if (latest !== null) continue;
        }
        await news;
      }
      await ended;
    },
  };
}
