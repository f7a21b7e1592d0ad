/** What `queue limits` says, in both languages. */
import type { Locale, QueueLimits, RunQueue } from '../../contract/index.ts';

const pt = {
  about: 'mostra o que pode rodar ao mesmo tempo, e muda o que for dito',
  runs: 'execuções ao mesmo tempo (none = quantas houver)',
  memory: 'memória que os passos podem usar juntos, como 4g ou 512m (auto = uma parte da memória da máquina)',
  tag: 'execuções ao mesmo tempo com esta etiqueta, nome=n (nome=none tira o limite); pode repetir',
  memoryForm: (value: string) => `--memory espera um tamanho, como 4g ou 512m, ou auto, não “${value}”.`,
  tagForm: (value: string) => `--tag espera nome=n, não “${value}”.`,
  range: (name: string, most: number, value: string) => `${name} vai de 1 a ${most}, ou none; não “${value}”.`,
  memoryLine: (size: string, isChosen: boolean) => `Memória dos passos: ${size}${isChosen ? '' : ' (automática)'}`,
  runsLine: (runs: number | null) => `Execuções ao mesmo tempo: ${runs ?? 'quantas houver'}`,
  tagLine: (tag: string, limit: number) => `  com a etiqueta ${tag}: ${limit}`,
};

const en: typeof pt = {
  about: 'shows what may run at the same time, and changes what is said',
  runs: 'runs at the same time (none = as many as there are)',
  memory: "memory that the steps may use together, such as 4g or 512m (auto = a share of the machine's memory)",
  tag: 'runs at the same time that bear this tag, name=n (name=none takes the limit away); repeatable',
  memoryForm: (value) => `--memory takes a size such as 4g or 512m, or auto, not “${value}”.`,
  tagForm: (value) => `--tag expects name=n, not “${value}”.`,
  range: (name, most, value) => `${name} goes from 1 to ${most}, or none; not “${value}”.`,
  memoryLine: (size, isChosen) => `Memory of steps: ${size}${isChosen ? '' : ' (automatic)'}`,
  runsLine: (runs) => `Runs at the same time: ${runs ?? 'as many as there are'}`,
  tagLine: (tag, limit) => `  with the tag ${tag}: ${limit}`,
};

export function queueTexts(locale: Locale) {
  const words = locale === 'en' ? en : pt;
  return {
    ...words,
    say({ memoryBytes, runs, tags }: QueueLimits, { budgetBytes }: RunQueue['memory']): string {
      const size = `${(budgetBytes / 2 ** 30).toLocaleString(locale, { maximumFractionDigits: 1 })} GB`;
      const lines = Object.entries(tags).map(([tag, limit]) => words.tagLine(tag, limit));
      return [words.memoryLine(size, memoryBytes !== null), words.runsLine(runs), ...lines].join('\n');
    },
  };
}
