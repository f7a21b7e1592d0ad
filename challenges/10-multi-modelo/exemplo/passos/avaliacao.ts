// A prova: o composto contra um modelo só, nas mesmas vendas, e quanto cada parte dele vale.
import { bootstrapInterval, type Classifier, graphPart, type Row, step } from '@bancada/sdk';

const erro = (previstos: number[], precos: number[], indices: number[]) =>
  Math.sqrt(indices.reduce((soma, i) => soma + ((previstos[i] - precos[i]) / precos[i]) ** 2, 0) / indices.length);

await step(async (lab) => {
  const teste = lab.input('teste').rows();
  const composto = await lab.input('grafo').model();
  const precos = teste.map((linha) => Number(linha.preco));
  const todos = precos.map((_, i) => i);
  const responde = (modelo: Classifier) => modelo.predict(teste).map(({ value }) => value ?? Number.NaN);
  const inteiro = responde(composto);
  const global = responde(await lab.input('global').model());
  // Fora do serviço o bandido não sorteia: responde o primeiro braço, o composto.
  const segmentos = responde(graphPart(composto, 'segmentos'));
  const pilha = responde(graphPart(composto, 'pilha'));
  const rapido = responde(graphPart(composto, 'rapido'));
  const ganho = bootstrapInterval(precos.length, (indices) => erro(global, precos, indices) - erro(inteiro, precos, indices), {
    rounds: 400,
    seed: lab.seed,
  });
  const ablacao = {
    inteiro: erro(inteiro, precos, todos),
    so_global: erro(global, precos, todos),
    sem_pilha: erro(segmentos, precos, todos),
    sem_cascata: erro(pilha, precos, todos),
    so_baratos: erro(rapido, precos, todos),
  };
  lab.metric('erro', ablacao.inteiro);
  lab.metric('erro_global', ablacao.so_global);
  lab.metric('ganho_baixo', ganho.low);
  lab.metric('ganho_alto', ganho.high);
  lab.output('previsoes').rows(teste.map((linha, i): Row => ({ ...linha, previsto: inteiro[i], global: global[i], segmentos: segmentos[i] })));
  lab.output('relatorio').json({ ablacao, ganho });
  if (ganho.low <= 0) throw new Error(`o composto não supera o modelo único: ${ganho.low.toFixed(4)} a ${ganho.high.toFixed(4)}`);
});
