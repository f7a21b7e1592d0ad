// Avaliação: o erro do modelo como ele vai ser servido, com as linhas cruas que um pedido traz.
import { regressionReport, step } from '@bancada/sdk';

await step(async (lab) => {
  const vendas = lab.input('teste').rows();
  const modelo = await lab.input('modelo').model();
  const relatorio = regressionReport(
    vendas.map(({ preco }) => Number(preco)),
    modelo.predict(vendas).map(({ value }) => Number(value)),
  );
  for (const [nome, valor] of Object.entries(relatorio)) lab.metric(nome, valor);
  lab.output('relatorio').json(relatorio);
});
