import { type Classifier, type Row, step } from '@bancada/sdk';

/** Raiz da média dos quadrados do erro relativo. */
const erro = (previstos: number[], precos: number[]) =>
  Math.sqrt(previstos.reduce((soma, previsto, i) => soma + ((previsto - precos[i]) / precos[i]) ** 2, 0) / precos.length);

await step(async (lab) => {
  const teste = lab.input('teste').rows();
  const precos = teste.map((linha) => Number(linha.preco));
  const responde = (modelo: Classifier) => modelo.predict(teste).map(({ value }) => value ?? Number.NaN);
  const inteiro = responde(await lab.input('grafo').model());
  const global = responde(await lab.input('global').model());
  lab.metric('erro', erro(inteiro, precos));
  lab.metric('erro_global', erro(global, precos));
  lab.output('previsoes').rows(teste.map((linha, i): Row => ({ ...linha, previsto: inteiro[i], global: global[i] })));
  lab.output('relatorio').json({ erro: erro(inteiro, precos), erro_global: erro(global, precos) });
});
