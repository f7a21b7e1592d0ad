/** `ci run|list|show|logs|commit|hook|pr|workflow|sbom`: a project's five jobs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { BancadaError, type CiJobId, type Locale } from '../../../contract/index.ts';
import { githubLine, jobLine, runLine, runText } from '../ci-text.ts';
import { ciTexts } from '../ci-texts.ts';
import { engineOption, solutionOption } from '../options.ts';
import { type CommonOptions, type Session, withLab } from '../session.ts';

interface Options extends CommonOptions {
  ref?: string;
  jobs?: string;
  engine?: string;
  solution: string;
  folder?: string;
  branch?: string;
  annotations?: string;
  cause?: string;
  message?: string;
  off?: boolean;
  output?: string;
}

const known: readonly CiJobId[] = ['tests', 'quality', 'security', 'container', 'deploy'];

export function addCiCommands(program: Command, locale: Locale): void {
  const t = ciTexts(locale);
  const ci = program.command('ci').description(t.ci);
  const language = locale === 'en' ? ('en' as const) : ('pt' as const);
  const act =
    (body: (session: Session, options: Options, args: string[]) => Promise<number>) =>
    (...all: unknown[]) => {
      const command = all.at(-1) as Command;
      const options = command.optsWithGlobals<Options>();
      return withLab(options, (session) => body(session, options, all.slice(0, -2).map(String)));
    };

  ci.command('run <project>')
    .description(t.run)
    .option('--ref <ref>', t.ref)
    .option('--jobs <list>', t.jobs)
    .option('--engine <kind>', t.engine)
    .option('--solution <who>', t.solution, 'workspace')
    .option('--folder <folder>', t.folder)
    .option('--branch <name>', t.branch)
    .option('--annotations <kind>', t.annotations)
    .option('--cause <who>', t.cause, 'person')
    .action(
      act(async (session, { ref, jobs, engine, solution, folder, branch, annotations, cause }, [project = '']) => {
        const { id } = await session.lab.ci.start({
          project,
          solution: solutionOption(solution, locale),
          engine: engineOption(engine, locale),
          ref,
          jobs: jobs === undefined ? undefined : jobs.split(',').map((name) => jobOption(name, locale)),
          cause: cause === 'hook' ? 'hook' : 'person',
          ...(folder !== undefined && { codeFolder: resolve(folder) }),
          ...(branch !== undefined && { branch }),
        });
        return toItsEnd(session, id, locale, annotations === 'github');
      }),
    );
  ci.command('list [project]')
    .description(t.list)
    .action(
      act(async ({ client, print }, _, [project]) => {
        const runs = await client.ci.list({ ...(project !== undefined && project !== 'undefined' && { project }), limit: 30 });
        print({ runs }, () => runs.map((run) => runLine(run, locale)).join('\n') || t.none);
        return 0;
      }),
    );
  ci.command('show <run>')
    .description(t.show)
    .action(
      act(async ({ client, print }, _, [id = '']) => {
        const run = await client.ci.get({ id });
        print(run, () => runText(run, locale));
        return 0;
      }),
    );
  ci.command('logs <run> <job>')
    .description(t.logs)
    .action(
      act(async ({ client, print }, _, [id = '', job = '']) => {
        const { text } = await client.ci.logs({ id, job: jobOption(job, locale) });
        print({ text }, () => text);
        return 0;
      }),
    );
  ci.command('sbom <run>')
    .description(t.sbom)
    .action(
      act(async ({ client, print }, _, [id = '']) => {
        const { json } = await client.ci.sbom({ id });
        print(json === null ? {} : (JSON.parse(json) as object), () => json ?? '');
        return json === null ? 1 : 0;
      }),
    );
  ci.command('commit <project>')
    .description(t.commit)
    .requiredOption('-m, --message <text>', t.message)
    .action(
      act(async ({ client, print }, { message = '' }, [project = '']) => {
        const repository = await client.ci.commit({ project, message, language });
        print(repository, () => t.head(repository.head?.branch ?? '', repository.head?.commit ?? ''));
        return 0;
      }),
    );
  ci.command('hook <project>')
    .description(t.hook)
    .option('--off', t.off)
    .action(
      act(async ({ client, print }, { off = false }, [project = '']) => {
        const repository = await client.ci.hook({ project, on: !off, language });
        print(repository, () => (repository.hook ? t.hookOn : t.hookOff));
        return 0;
      }),
    );
  ci.command('pr <project> [name]')
    .description(t.pr)
    .option('--engine <kind>', t.engine)
    .action(
      act(async (session, { engine }, [project = '', name]) => {
        if (name === undefined || name === 'undefined') {
          const { pullRequests } = await session.client.ci.repository({ project, language });
          session.print({ pullRequests }, () => pullRequests.map(({ id, title }) => `${id}  ${title}`).join('\n'));
          return 0;
        }
        const kind = engineOption(engine, locale);
        const { id } = await session.client.ci.pullRequest({ project, pullRequest: name, ...(kind && { engine: kind }) });
        return toItsEnd(session, id, locale, false);
      }),
    );
  ci.command('workflow <project>')
    .description(t.workflow)
    .option('-o, --output <folder>', t.output)
    .option('--solution <who>', t.solution, 'workspace')
    .action(
      act(async ({ client, lab, print }, { output, solution }, [project = '']) => {
        const who = solutionOption(solution, locale);
        const { path, content } = await client.ci.workflow({ project, solution: who });
        const file = join(resolve(output ?? lab.workspaces.codeFolder(project, who)), path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
        print({ path: file }, () => file);
        return 0;
      }),
    );
}

function jobOption(name: string, locale: Locale): CiJobId {
  const found = known.find((job) => job === name.trim());
  if (!found) throw new BancadaError('USAGE', { detail: ciTexts(locale).jobsUnknown(name, known.join(', ')) });
  return found;
}

async function toItsEnd({ client, lab, print, tell }: Session, id: string, locale: Locale, github: boolean): Promise<number> {
  const cancel = () => void client.ci.cancel({ id });
  process.once('SIGINT', cancel);
  process.once('SIGTERM', cancel);
  const told = new Set<string>();
  for await (const run of await client.ci.watch({ id })) {
    for (const job of run.jobs) {
      if (job.status === 'waiting' || job.status === 'running' || told.has(job.id)) continue;
      told.add(job.id);
      tell(jobLine(job, locale));
    }
  }
  const run = await lab.ci.finished(id);
  process.off('SIGINT', cancel);
  process.off('SIGTERM', cancel);
  if (github) for (const one of run.annotations) process.stdout.write(`${githubLine(one, locale)}\n`);
  print(run, () => runText(run, locale));
  return run.status === 'passed' ? 0 : 1;
}
