/** `startCold`: a step that cannot run warm, in a container of its own; its log says so first, in the learner's language. */
import type { Engine, OutputChunk, RunningStep, StepLaunch } from '../engine.ts';

export type ColdReason = 'python' | 'files' | 'engine';

const texts = {
  pt: {
    python: 'Execução rápida: passos em Python ainda não têm contêiner quente; este rodou em um contêiner só dele.',
    files: 'Execução rápida: as entradas têm arquivos demais para um contêiner quente; este passo rodou em um contêiner só dele.',
    engine:
      'Execução rápida: este Docker não permite contêineres quentes (roda em máquina virtual ou sem root); o passo rodou em um contêiner só dele.',
  },
  en: {
    python: 'Fast run: Python steps have no warm container yet; this one ran in a container of its own.',
    files: 'Fast run: the inputs have too many files for a warm container; this step ran in a container of its own.',
    engine:
      'Fast run: this Docker does not allow warm containers (it runs in a virtual machine or without root); the step ran in a container of its own.',
  },
} satisfies Record<'pt' | 'en', Record<ColdReason, string>>;

export async function startCold(docker: Pick<Engine, 'start'>, launch: StepLaunch, reason: ColdReason): Promise<RunningStep> {
  const step = await docker.start(launch);
  const event = { type: 'log', level: 'info', message: texts[launch.language ?? 'pt'][reason], fields: { cold: reason } };
  async function* output(): AsyncGenerator<OutputChunk> {
    yield { stream: 'stdout', data: Buffer.from(`\u001e${JSON.stringify(event)}\n`) };
    yield* step.output;
  }
  return { reference: step.reference, output: output(), exit: step.exit, stop: (why) => step.stop(why) };
}
