// Ingestão: cada dia ganha a resposta que só o dia seguinte conhece. O passado de inverno vai para o treino; o resto é o fluxo que o serviço vai encontrar.
import { step } from '@bancada/sdk';
import { type Dia, INICIO_DO_FLUXO, rotular } from '../laco/dias.ts';

await step((lab) => {
  const linhas = lab.input('tempo').rows();
  if (lab.params.origem === 'laco') {
    // O laço entrega os dias já rotulados: com o rótulo que chegou, e não com o que se calcularia do dia seguinte.
    lab.output('historico').rows(linhas);
    lab.output('fluxo').rows(linhas.slice(-1));
    return;
  }
  const dias = rotular(linhas as unknown as Dia[]);
  const inverno = dias.filter(({ date }) => date < INICIO_DO_FLUXO && ['01', '02', '11', '12'].includes(date.slice(5, 7)));
  const fluxo = dias.filter(({ date }) => date >= INICIO_DO_FLUXO);
  lab.metric('dias_de_inverno', inverno.length);
  lab.metric('dias_do_fluxo', fluxo.length);
  lab.output('historico').rows(inverno);
  lab.output('fluxo').rows(fluxo);
});
