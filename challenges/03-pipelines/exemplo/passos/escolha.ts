// Escolha: o maior ROC-AUC no ajuste segue em frente. A regra está escrita, e não na cabeça de alguém.
import { cpSync } from 'node:fs';
import { step } from '@bancada/sdk';

interface Linha {
  algoritmo: string;
  roc_auc: number;
  corte: number;
}

await step((lab) => {
  const placar = lab.input('placar').json<Linha[]>();
  const vencedor = placar.reduce((melhor, linha) => (linha.roc_auc > melhor.roc_auc ? linha : melhor));
  const candidato = lab.input('modelos').items.find((item) => item.matrix.algoritmo === vencedor.algoritmo);
  if (!candidato) throw new Error(`O placar cita ${vencedor.algoritmo}, mas esse modelo não chegou à etapa.`);

  cpSync(candidato.path, lab.output('modelo').path, { recursive: true });
  lab.output('escolhido').json(vencedor);
  lab.tag('algoritmo', vencedor.algoritmo);
});
