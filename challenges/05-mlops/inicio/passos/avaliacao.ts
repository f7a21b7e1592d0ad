// Avaliação: a nota que a esteira vai ler.
import { step } from '@bancada/sdk';
import { medir } from '../filtro/medidas.ts';
import { type ModeloSpam, prever } from '../filtro/modelo.ts';

await step((lab) => {
  const modelo = lab.input('modelo').json<ModeloSpam>();
  const teste = lab.input('emails').rows();
  const previsoes = teste.map(({ id, assunto, texto, classe }) => {
    const probabilidade = prever(modelo, { assunto: String(assunto ?? ''), texto: String(texto ?? '') });
    return { id, classe, previsto: probabilidade >= 0.5 ? 'spam' : 'ham', probabilidade };
  });
  const medidas = medir(
    previsoes.map(({ classe }) => String(classe)),
    previsoes.map(({ previsto }) => previsto),
  );
  for (const [nome, valor] of Object.entries(medidas)) lab.metric(nome, valor);
  lab.metric('exemplos_teste', teste.length);
  lab.output('previsoes').rows(previsoes);
});
