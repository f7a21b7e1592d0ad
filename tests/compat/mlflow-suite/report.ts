/** Sorts the results of MLflow's own suite into passed, not passed with a reason, and not explained; and writes the page of docs/. */

export interface Result {
  test: string;
  outcome: 'passed' | 'failed' | 'skipped' | 'left out' | 'behind';
  /** Requests that the test sent: with none, its result says nothing about a server. */
  calls: number;
  text: string;
}

/** `tests` is a regular expression over test names, `text` one over the failure's words; both must match where both are given. */
interface Reason {
  tests?: string;
  text?: string;
  reason: string;
}

interface Explained {
  reason: string;
  tests: string[];
}

export interface Sorted {
  passed: Result[];
  aside: Result[];
  leftOut: string[];
  explained: Explained[];
  unexplained: Result[];
}

const behind = "They fail against MLflow's own server too, when it is reached by URL: they look behind the protocol";

export function sortOut(results: Result[], reasons: Reason[]): Sorted {
  const byTest = new Map<string, Result>();
  // A test may report twice, from its set-up and its call: the worse counts.
  for (const result of results) if (byTest.get(result.test)?.outcome !== 'failed') byTest.set(result.test, result);
  const all = [...byTest.values()];
  const groups = new Map<string, string[]>([...reasons.map(({ reason }) => [reason, []] as [string, string[]]), [behind, []]]);
  const unexplained: Result[] = [];
  for (const result of all.filter(({ outcome }) => outcome === 'failed' || outcome === 'behind')) {
    const reason =
      result.outcome === 'behind' ? behind : reasons.find((one) => matches(one.tests, result.test) && matches(one.text, result.text))?.reason;
    if (reason) groups.get(reason)!.push(result.test);
    else unexplained.push(result);
  }
  return {
    passed: all.filter((result) => result.outcome === 'passed' && result.calls > 0),
    aside: all.filter((result) => result.outcome === 'skipped' || (result.outcome === 'passed' && result.calls === 0)),
    leftOut: [...new Set(all.filter((result) => result.outcome === 'left out').map(({ test }) => test))],
    explained: [...groups].map(([reason, tests]) => ({ reason, tests })).filter(({ tests }) => tests.length > 0),
    unexplained,
  };
}

const matches = (pattern: string | undefined, text: string) => pattern === undefined || new RegExp(pattern).test(text);

export function render({ passed, aside, leftOut, explained, unexplained }: Sorted): string {
  const failed = explained.reduce((sum, { tests }) => sum + tests.length, 0);
  const lines = [
    "# MLflow's own tests against Bancada",
    '',
    'Made by `node tests/compat/mlflow-suite/run.ts <checkout of MLflow> --write`; see [MLFLOW.md](MLFLOW.md).',
    '',
    `${passed.length} pass, ${failed + unexplained.length} do not; ${aside.length} more send nothing to a server, or are skipped by the suite itself.`,
    '',
    ...explained.flatMap(({ reason, tests }) => [`## ${reason}`, '', ...tests.map((test) => `- \`${test.replace(/^tests\//, '')}\``), '']),
    `## Not run: Bancada does not offer traces, assessments, scorers, evaluation data sets, the AI gateway and its secrets, GraphQL, webhooks, workspaces, nor Databricks (${leftOut.length})`,
    '',
    ...leftOut.map((test) => `- \`${test.replace(/^tests\//, '')}\``),
    '',
    ...(unexplained.length > 0 ? ['## Not explained', '', ...unexplained.map(({ test }) => `- \`${test}\``), ''] : []),
  ];
  return lines.join('\n');
}
