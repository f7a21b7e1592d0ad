/**
 * `prepared`: makes the engine ready for the programs of one language; answers with the digest of what they run on, and the image. What takes long (packages that are
 * downloaded) is told in the log of the step that asked first, and a run that is cancelled or let go of does not wait for it.
 */
import type { EngineImage, ProgramCode } from '../../engines/engine.ts';
import { LetGo, type RunContext } from './context.ts';

export interface Runtime {
  readonly fingerprint: string;
  readonly image: EngineImage | null;
}

export async function prepared(context: RunContext, program: ProgramCode): Promise<Runtime> {
  const { engine, signal, deps, run } = context;
  const step = run.plan.steps.find((plan) => plan.run === program.entry)?.id ?? '';
  let last = '';
  const tell = (_fraction: number, text: string) => {
    if (text === last || signal.aborted || !program.entry.endsWith('.py')) return;
    last = text;
    const line = { seq: context.nextSeq(), at: deps.core.clock.now(), step, stream: 'event', level: 'info', text } as const;
    context.later(context.change((put) => put.log(run.runId, line)));
  };
  const ready = engine.prepare(tell, program).then(async () => {
    const fingerprint = await engine.fingerprint(program);
    return { fingerprint, image: (await engine.imageOf?.(program)) ?? null };
  });
  ready.catch(() => {}); // nobody waits for it after a cancel
  const { promise: gone, reject } = Promise.withResolvers<never>();
  const leave = () => reject(new LetGo());
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  try {
    return await Promise.race([ready, gone]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
