// Com frio, bem ou com calor? Sete classes, a menor com uma dúzia de votos.
import { automl, type Row } from '@bancada/sdk';
import { treinar } from './tabela.ts';

const tabela = {
  alvo: 'sensacao',
  numericas: [
    ...['temp_ar', 'umidade', 'vel_ar', 'temp_parede', 'temp_bulbo_umido', 'radiacao_solar', 'temp_externa', 'umidade_externa'],
    ...['vento_externo', 'pressao', 'metabolismo', 'vestimenta', 'idade', 'imc', 'dist_janela'],
  ],
  categoricas: ['climatizacao'],
};

/** O momento do voto fica de fora: um modelo que decora horários não serve para outra semana. */
export function preparar(linhas: Row[]): Row[] {
  return linhas.map(({ momento: _, ...linha }) => linha);
}

await automl({
  target: tabela.alvo,
  rows: (lab) => preparar(lab.input('dados').rows()),
  fit: (linhas, candidato) => treinar(linhas, tabela, candidato),
});
