// Treino: do jeito que ficou depois da primeira entrega. Há problemas de propósito: o enunciado e as verificações ajudam a achá-los.
import { type Row, step, trainRegressor } from '@bancada/sdk';

// Tarefa: estes atributos são calculados aqui, em avaliacao.ts e em lote.ts, e o serviço não calcula nenhum: quem pede um preço
// teria de mandar area_por_quarto pronto. Leve o cálculo para atributos.ts e faça-o viajar com o modelo (withTransform).
function atributos(venda: Row): Row {
  return { ...venda, area_por_quarto: Number(venda.area) / Number(venda.quartos), comodos: Number(venda.quartos) + Number(venda.banheiros) };
}

await step(async (lab) => {
  const vendas = lab.input('treino').rows();
  const modelo = await trainRegressor(vendas.map(atributos), {
    algorithm: 'gradient_boosting',
    target: 'preco',
    numeric: ['area', 'quartos', 'banheiros', 'idade', 'garagem', 'area_por_quarto', 'comodos'],
    categorical: ['bairro'],
    seed: lab.seed,
    params: { trees: Number(lab.params.arvores), depth: 5 },
    onProgress: lab.progress,
  });
  // Tarefa: o modelo não diz o que aceita (assinatura), por quanto tempo se espera por ele, nem como saber se ainda é o mesmo.
  lab.output('modelo').model(modelo, { description: 'Preço de imóveis', reference: vendas.map(atributos) });
});
