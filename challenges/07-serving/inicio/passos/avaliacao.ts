// Avaliação: mede o modelo, com uma cópia dos atributos do treino.
import { type Row, regressionReport, step } from '@bancada/sdk';

function atributos(venda: Row): Row {
  return { ...venda, area_por_quarto: Number(venda.area) / Number(venda.quartos), comodos: Number(venda.quartos) + Number(venda.banheiros) };
}

await step(async (lab) => {
  const vendas = lab.input('teste').rows();
  const modelo = await lab.input('modelo').model();
  const relatorio = regressionReport(
    vendas.map(({ preco }) => Number(preco)),
    modelo.predict(vendas.map(atributos)).map(({ value }) => Number(value)),
  );
  for (const [nome, valor] of Object.entries(relatorio)) lab.metric(nome, valor);
  lab.output('relatorio').json(relatorio);
});
