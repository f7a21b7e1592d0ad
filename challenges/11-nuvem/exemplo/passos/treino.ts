// Treino: um modelo pequeno, porque o tamanho dele faz parte da partida a frio. Ele sai daqui com o código que calcula os atributos.
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
  lab.output('modelo').model(servido, { description: 'Preço de imóveis', reference: vendas.slice(0, 500), serving: { golden: vendas.slice(0, 5) } });
});
