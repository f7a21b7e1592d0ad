// Relatório: o que cada busca encontrou, dito antes de abrir o teste. Tudo sai do placar; nada é decidido aqui.
import { step } from '@bancada/sdk';

interface Placar {
  chosen: number;
  rows: { number: number; params: Record<string, unknown>; state: string; metrics: Record<string, number>; confirmed: number | null }[];
  importances: { param: string; share: number }[];
  optimism: number;
}

await step((lab) => {
  const relatorio: Record<string, unknown> = {};
  for (const tabela of ['carros', 'pinguins', 'conforto']) {
    const { chosen, rows, importances, optimism } = lab.input(tabela).json<Placar>();
    const escolhida = rows.find(({ number }) => number === chosen);
    const peso = importances[0];
    relatorio[tabela] = {
      escolhida: chosen,
      parametros: escolhida?.params,
      nota_confirmada: escolhida?.confirmed,
      otimismo: optimism,
      parametro_que_mais_pesa: peso?.param,
      podadas: rows.filter(({ state }) => state === 'pruned').length,
    };
    lab.log(`${tabela}: tentativa ${chosen}; o que mais pesou foi ${peso?.param} (${Math.round(100 * (peso?.share ?? 0))} %).`);
  }
  lab.output('relatorio').json(relatorio);
});
