// Avaliação: os pedidos depois do corte, com os atributos da loja offline.
import { rocAuc, step } from '@bancada/sdk';
import { derivar } from './derivados.ts';
import { depois, risco } from './modelo.ts';

await step(async (lab) => {
  const linhas = depois(lab.input('conjunto').rows(), lab.params.corte).map((linha) => derivar(linha, linha));
  const notas = risco(await lab.input('modelo').model(), linhas);
  lab.metric(
    'roc_auc',
    rocAuc(
      linhas.map((linha) => linha.fraude === 'sim'),
      notas,
    ),
  );
  lab.output('previsoes').rows(linhas.map((linha, i) => ({ ...linha, probabilidade: notas[i] })));
});
