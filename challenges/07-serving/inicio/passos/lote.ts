// Lote: a carteira da imobiliária, com mais uma cópia dos atributos. Esta veio da planilha antiga, que trabalhava com inteiros.
import { type Row, step } from '@bancada/sdk';

function atributos(imovel: Row): Row {
  const area = Math.round(Number(imovel.area));
  return { ...imovel, area, area_por_quarto: area / Number(imovel.quartos), comodos: Number(imovel.quartos) + Number(imovel.banheiros) };
}

await step(async (lab) => {
  const carteira = lab.input('carteira').rows();
  const modelo = await lab.input('modelo').model();
  const previsoes = modelo.predict(carteira.map(atributos));
  lab.output('precos').rows(carteira.map((imovel, i) => ({ ...imovel, preco_previsto: Number(Number(previsoes[i].value).toFixed(2)) })));
});
