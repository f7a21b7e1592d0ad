/** What the commands of the debugger and of frozen steps say, in both languages. */
import type { Locale } from '../../contract/index.ts';

const pt = {
  about: 'para diante de um passo, mostra e muda o que ele recebe, e continua',
  show: 'mostra os passos pausados, ou o que um deles vai receber',
  go: 'continua até o próximo ponto de parada, ou até o fim',
  step: 'continua e para diante do próximo passo',
  set: 'muda um parâmetro ou o arquivo de uma entrada, só nesta execução',
  breakpoint: 'põe um ponto de parada diante de um passo',
  stop: 'encerra a execução pausada',
  off: 'tira o ponto de parada',
  undo: 'desfaz a mudança deste parâmetro ou desta entrada; pode repetir',
  input: 'troca o conteúdo de uma entrada, nome=ARQUIVO; pode repetir',
  pauseBefore: 'para diante deste passo; pode repetir',
  force: 'roda este passo mesmo que o cache tenha o resultado; pode repetir',
  freeze: 'congela um passo: o último resultado bom é usado até ele ser descongelado',
  thaw: 'devolve um passo ao cache comum',
  always: 'faz um passo rodar toda vez',
  paused: (run: string, steps: readonly string[]) =>
    `Pausado antes de ${steps.join(', ')}.\n  ver:        bancada debug show ${run} ${steps[0]}\n  editar:     bancada debug set ${run} ${steps[0]} --param nome=valor --input nome=ARQUIVO\n  continuar:  bancada debug continue ${run}\n  um passo:   bancada debug step ${run}\n  encerrar:   bancada debug stop ${run}`,
  none: 'Nenhum passo está pausado.',
  changed: (step: string) => `Mudado só nesta execução: ${step}.`,
  marked: (step: string, mode: string) => `${step}: cache ${mode} em pipeline.yaml.`,
  nothing: 'Diga o que mudar: --param nome=valor, --input nome=ARQUIVO ou --undo nome.',
  edited: 'editado à mão',
};

const en: typeof pt = {
  about: 'pauses before a step, shows and changes what it is given, and goes on',
  show: 'shows the paused steps, or what one of them will be given',
  go: 'goes on to the next breakpoint, or to the end',
  step: 'goes on and pauses before the next step',
  set: 'changes a parameter or the file of an input, for this run only',
  breakpoint: 'puts a breakpoint before a step',
  stop: 'ends the paused run',
  off: 'takes the breakpoint away',
  undo: 'undoes the change of this parameter or input; may be repeated',
  input: 'replaces the content of an input, name=FILE; may be repeated',
  pauseBefore: 'pauses before this step; may be repeated',
  force: 'runs this step even when the cache has its result; may be repeated',
  freeze: 'freezes a step: its last good result is used until it is thawed',
  thaw: 'gives a step back to the ordinary cache',
  always: 'makes a step run every time',
  paused: (run, steps) =>
    `Paused before ${steps.join(', ')}.\n  look:      bancada debug show ${run} ${steps[0]}\n  edit:      bancada debug set ${run} ${steps[0]} --param name=value --input name=FILE\n  go on:     bancada debug continue ${run}\n  one step:  bancada debug step ${run}\n  end:       bancada debug stop ${run}`,
  none: 'No step is paused.',
  changed: (step) => `Changed for this run only: ${step}.`,
  marked: (step, mode) => `${step}: cache ${mode} in pipeline.yaml.`,
  nothing: 'Say what to change: --param name=value, --input name=FILE or --undo name.',
  edited: 'edited by hand',
};

export function debugTexts(locale: Locale): typeof pt {
  return locale === 'en' ? en : pt;
}
