/** `materialOf`: what a STAR story about a challenge can be made of. Results are sentences with figures that the learner's own runs measured; without any, there are none. */
import type { Language } from '../contract/base.ts';
import type { Measured, MeasureId } from '../contract/comparison.ts';
import type { StoryMaterial } from '../contract/guide.ts';
import { sayMeasured } from '../contract/messages/comparison.ts';
import type { GuideParts } from './index.ts';

type Say = (value: string, measured: Measured) => string;

const results: Record<Language, Partial<Record<MeasureId, Say>>> = {
  pt: {
    metric: (value) => `O modelo chegou a ${value}.`,
    'training-ms': (value) => `O treino leva ${value}.`,
    'cached-share': (value) => `O cache poupou ${value} dos passos que, sem ele, teriam rodado de novo.`,
    'p99-ms': (value) => `Sob carga, 99 % das respostas saem em até ${value}.`,
    throughput: (value) => `O serviço respondeu ${value} no teste de carga.`,
    'rollback-ms': (value) => `Uma revisão ruim foi retirada do ar em ${value}.`,
    'pipeline-ms': (value) => `Do commit ao ar, a esteira leva ${value}.`,
    coverage: (value) => `Os testes cobrem ${value} do código contado.`,
    checks: (value) => `A solução passa em ${value} verificações automáticas.`,
  },
  en: {
    metric: (value) => `The model reached ${value}.`,
    'training-ms': (value) => `Training takes ${value}.`,
    'cached-share': (value) => `The cache spared ${value} of the steps that would have run again.`,
    'p99-ms': (value) => `Under load, 99% of the answers come within ${value}.`,
    throughput: (value) => `The service gave ${value} answers in the load test.`,
    'rollback-ms': (value) => `A bad revision was taken out of service in ${value}.`,
    'pipeline-ms': (value) => `From commit to live, the conveyor takes ${value}.`,
    coverage: (value) => `Tests cover ${value} of the code that counts.`,
    checks: (value) => `The solution passes ${value} automatic checks.`,
  },
};

export async function materialOf({ catalog, comparison, study }: GuideParts, moduleId: string, language: Language): Promise<StoryMaterial> {
  const module = catalog.modules().find(({ id }) => id === moduleId)!;
  const { values } = (await comparison.measured()).find((row) => row.moduleId === moduleId)!;
  const passed = new Set(study.overview().modules.find((each) => each.moduleId === moduleId)?.checksPassed);
  const checks = catalog.challengeIds().includes(moduleId) ? catalog.checks(moduleId, language) : [];
  const list = (ids: readonly { title: string }[]) => ids.map(({ title }) => `- ${title}`).join('\n');
  const done = checks.filter(({ id }) => passed.has(id));
  const pt = language === 'pt';
  return {
    situation: `${module.summary[language]} ${module.when[language]}`,
    task: checks.length === 0 ? '' : `${pt ? 'O que se pedia' : 'What was asked for'}:\n${list(checks)}`,
    action:
      done.length === 0
        ? ''
        : `${pt ? 'O que fiz, e uma verificação automática confirma' : 'What I did, and an automatic check confirms'}:\n${list(done)}`,
    results: Object.entries(results[language]).flatMap(([id, say]) => {
      const found = values[id as MeasureId];
      return found ? [say(sayMeasured(id as MeasureId, found, language), found)] : [];
    }),
  };
}
