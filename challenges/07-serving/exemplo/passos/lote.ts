// Lote: a carteira inteira de uma vez, pelo mesmo modelo. Nenhum atributo é calculado aqui, e nenhum número é arredondado.
import { step } from '@bancada/sdk';

await step(async (lab) => {
  const carteira = lab.input('carteira').rows();
  const modelo = await lab.input('modelo').model();
  const previsoes = modelo.predict(carteira);
  lab.output('precos').rows(carteira.map((imovel, i) => ({ ...imovel, preco_previsto: Number(previsoes[i].value) })));
});
