/** `createProcessWorld`: the same world on real local processes: what dies with a core is found by its mark and ended by the next one. */
import type { Core } from '../../common/core.ts';
import type { Engine } from '../../engines/engine.ts';
import type { TestLab } from '../test-support/lab.ts';
import { never, type World } from './world.ts';

/** Computes what `outcomeOf` computes; which attempts fail is in a file of the workspace, since nothing else reaches a step. */
const program = (index: number) => `// ${index}
const { createHash } = require('node:crypto');
const { readFileSync, writeFileSync, writeSync } = require('node:fs');
const context = JSON.parse(readFileSync(process.env.LAB_CONTEXT, 'utf8'));
const { step, attempt } = context.run;
const inputs = Object.values(context.inputs).flatMap(({ path, items }) => (items ?? [{ path }]).map((each) => readFileSync(each.path, 'utf8')));
const digest = createHash('sha256').update(JSON.stringify([readFileSync(__filename, 'utf8'), context.params, inputs])).digest('hex');
const value = Number.parseInt(digest.slice(0, 8), 16);
const key = 'm_' + step.replaceAll(/\\W/g, '_');
writeSync(1, '\\u001e' + JSON.stringify({ type: 'metric', key, value, step: attempt, timestamp: 1000 + attempt }) + '\\n' + 'linha de ' + step + '\\n');
const failing = JSON.parse(readFileSync(context.codeDir + '/falhas.json', 'utf8'));
if (attempt <= (failing[step] ?? 0)) process.exit(1);
for (const { path } of Object.values(context.outputs)) writeFileSync(path, JSON.stringify({ digest }));
`;

export interface Processes {
  engine(core: Core): Engine;
  /** References of those that run. */
  running(homeId: string): string[];
}

export function createProcessWorld(lab: () => TestLab, processes: Processes): World {
  /** What waits for a core ends with it, for it reads from that core's pipe; here they are all one process, so the end of each is told. */
  let pipes: (() => void)[] = [];
  return {
    program,
    fail: (failing) => lab().write({ 'falhas.json': JSON.stringify(Object.fromEntries(failing)) }),
    left: () => processes.running(lab().core.homeId),
    engine(life, core) {
      for (const close of pipes) close();
      pipes = [];
      const engine = processes.engine(core);
      return {
        ...engine,
        async start(launch) {
          if (life.isDead) return never;
          const starting = engine.start(launch).then(async (running) => {
            if (life.isDead) await running.stop('cancelled');
            return running;
          });
          life.hold?.(starting);
          const running = await starting;
          if (life.isDead) return never;
          return {
            ...running,
            exit: running.exit.then((exit) => (life.isDead ? never : exit)),
            stop: (reason) => (life.isDead ? never : running.stop(reason)),
          };
        },
        async ahead(launch) {
          if (life.isDead) return;
          pipes.push(() => engine.forget?.(launch.id));
          // One that is only being started as its core dies has no pipe to be closed yet.
          const booting = engine.ahead?.(launch) ?? Promise.resolve();
          life.hold?.(booting);
          await booting;
        },
        forget(id) {
          if (!life.isDead) engine.forget?.(id);
        },
        adopt: (reference, launch) => (life.isDead ? never : engine.adopt(reference, launch)),
        reap: (keep, kind) => (life.isDead ? never : engine.reap(keep, kind)),
      };
    },
  };
}
