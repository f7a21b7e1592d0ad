// Entrega casos a `contaDoMes`, uns do enunciado e outros sorteados, e devolve o que ela respondeu a cada um.
import { step } from '@bancada/sdk';
import { contaDoMes, type Forma, type Ponta, type Tabela } from '../conta.ts';

await step((lab) => {
  const { casos, tabela } = JSON.parse(String(lab.params.perguntas)) as { casos: { ponta: Ponta; forma: Forma }[]; tabela: Tabela };
  casos.forEach(({ ponta, forma }, i) => {
    const usd = contaDoMes(ponta, forma, tabela);
    lab.metric(`caso_${i}`, usd === null ? -1 : usd);
  });
});
