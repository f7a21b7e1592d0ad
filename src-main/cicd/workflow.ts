/**
 * `workflow`: the five jobs as a GitHub Actions workflow. Each runs the same command as here, on a runner that has the lab beside the project; findings come
 * out as annotations of the pull request. Where the lab's repository is, the learner says in a variable of theirs.
 */
import { stringify } from 'yaml';
import { type CiJobId, ciJobs } from '../contract/ci.ts';
import type { CiConfig } from './config.ts';

const checkout = 'actions/checkout@v4';
const setupNode = 'actions/setup-node@v4';
/** What GitHub works out. */
const expression = (text: string) => `\${{ ${text} }}`;
const upload = 'actions/upload-artifact@v4';

export function workflow(project: string, config: CiConfig): { path: string; content: string } {
  const wanted = ciJobs.filter((job) => config[job] !== undefined);
  const jobs = Object.fromEntries(wanted.map((job, index) => [job, jobOf(project, config, job, wanted[index - 1])]));
  const document = {
    name: config.name,
    on: { push: { branches: ['main'] }, pull_request: {} },
    permissions: { contents: 'read' },
    // A newer push makes the older run superfluous; one that deploys is left alone.
    concurrency: { group: `${config.name}-${expression('github.ref')}`, 'cancel-in-progress': expression("github.ref != 'refs/heads/main'") },
    env: { BANCADA_HOME: `${expression('github.workspace')}/.bancada` },
    jobs,
  };
  return { path: `.github/workflows/${config.name}.yml`, content: stringify(document, { lineWidth: 0 }) };
}

function jobOf(project: string, config: CiConfig, job: CiJobId, before: CiJobId | undefined): Record<string, unknown> {
  const { only, except, timeout } = config[job]!;
  const conditions = [
    ...(only ? [`(${only.map((branch) => matches(branch)).join(' || ')})`] : []),
    ...(except ?? []).map((branch) => `!${matches(branch)}`),
    ...(job === 'deploy' ? ["github.event_name == 'push'"] : []),
  ];
  // The job that deploys has to make what it deploys: runners share nothing but files.
  const jobs = job === 'deploy' ? 'container,deploy' : job;
  return {
    ...(before && { needs: before }),
    ...(conditions.length > 0 && { if: expression(conditions.join(' && ')) }),
    'runs-on': job === 'deploy' ? expression("vars.DEPLOY_RUNNER || 'ubuntu-latest'") : 'ubuntu-latest',
    'timeout-minutes': Math.ceil(timeout / 60_000) + 10,
    ...(job === 'deploy' && { environment: 'production' }),
    steps: [
      { uses: checkout, with: { path: 'project' } },
      { uses: checkout, with: { repository: expression('vars.BANCADA_REPOSITORY'), path: 'bancada' } },
      { uses: setupNode, with: { 'node-version': '22', cache: 'npm', 'cache-dependency-path': 'bancada/package-lock.json' } },
      { run: 'npm ci', 'working-directory': 'bancada' },
      {
        run: `npm run --silent bancada -- ci run ${project} --folder ../project --branch "\${BRANCH}" --jobs ${jobs} --annotations github`,
        'working-directory': 'bancada',
        env: { BRANCH: expression('github.head_ref || github.ref_name') },
      },
      ...(job === 'security'
        ? [
            {
              uses: upload,
              if: 'always()',
              with: { name: 'sbom', path: '.bancada/ci/*/sbom.cdx.json', 'if-no-files-found': 'ignore', 'include-hidden-files': true },
            },
          ]
        : []),
    ],
  };
}

function matches(branch: string): string {
  const ref = '(github.head_ref || github.ref_name)';
  return branch.endsWith('*') ? `startsWith(${ref}, '${branch.slice(0, -1)}')` : `${ref} == '${branch}'`;
}
