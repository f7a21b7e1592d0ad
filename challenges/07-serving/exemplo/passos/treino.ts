// Treino: o modelo aprende sobre os atributos e sai daqui com o código que os calcula, a assinatura e os termos em que aceita ser servido.
import { step, trainRegressor, withTransform } from '@bancada/sdk';
import { ASSINATURA } from '../assinatura.ts';
import { transform } from '../atributos.ts';

const NUMERICOS = ['area', 'quartos', 'banheiros', 'idade', 'garagem', 'area_por_quarto', 'comodos'];

await step(async (lab) => {
  const vendas = lab.input('treino').rows();
  const modelo = await trainRegressor(
    vendas.map((venda) => ({ ...transform(venda), preco: venda.preco })),
    {
      algorithm: 'gradient_boosting',
      target: 'preco',
      numeric: NUMERICOS,
      categorical: ['bairro'],
      seed: lab.seed,
      params: { trees: Number(lab.params.arvores), depth: 5 },
      onProgress: lab.progress,
    },
  );
  const servido = await withTransform(modelo, { module: 'atributos.ts', signature: ASSINATURA });
  lab.output('modelo').model(servido, {
    description: 'Preço de imóveis',
    reference: vendas,
    serving: {
      timeoutMs: 400, // ninguém espera mais do que isto por um preço
      golden: vendas.slice(0, 20), // onde quer que o modelo suba, primeiro ele responde a estas como responde aqui
    },
  });
});
