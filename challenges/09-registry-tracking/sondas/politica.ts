// A política diante de um registro de mentira, que anota em que ordem é chamado.

import { step } from '@bancada/sdk';
import type { Cliente } from '../mlflow.ts';
import { auditoria, campeaEm, promover, restaurar } from '../politica.ts';

function registroDeMentira(notas: Record<string, number>) {
  const tags: Record<string, string> = {};
  const aliases: Record<string, string> = {};
  const chamadas: string[] = [];
  const fora = () => Promise.reject(new Error('não era preciso'));
  const cliente: Cliente = {
    ...{ criar: fora, registrar: fora, terminar: fora, criarVersao: fora },
    ler: async (id) => ({ id, params: {}, tags: {}, metricas: { f1_macro: notas[id] } }),
    execucaoDe: async (_, versao) => versao,
    aliases: async () => ({ ...aliases }),
    moverAlias: async (_, alias, versao) => {
      chamadas.push('alias');
      aliases[alias] = versao;
    },
    tags: async () => ({ ...tags, dono: 'equipe de conforto' }),
    marcar: async (_, chave, valor) => {
      chamadas.push('tag');
      tags[chave] = valor;
    },
  };
  return { cliente, aliases, chamadas };
}

await step(async (lab) => {
  let portao = 0;
  let historia = 0;
  const certo = (nome: string, passou: boolean) => {
    if (!passou) lab.warn('não passou', { nome });
    return passou ? 1 : 0;
  };
  const { cliente, aliases, chamadas } = registroDeMentira({ '1': 0.7, '2': 0.8, '3': 0.6, '4': 0.8 });
  const m = 'modelo';
  portao += certo('a primeira passa', (await promover(cliente, m, '1', '2025-01-10T00:00:00Z')) && aliases.champion === '1');
  portao += certo('escreve antes de mover', chamadas.join() === 'tag,alias');
  portao += certo('a melhor passa', (await promover(cliente, m, '2', '2025-02-10T00:00:00Z')) && aliases.champion === '2');
  portao += certo('a pior não passa', !(await promover(cliente, m, '3', '2025-03-10T00:00:00Z')) && aliases.champion === '2');
  portao += certo('quem não passou não fica escrita', (await auditoria(cliente, m)).length === 2);
  portao += certo('empate passa', (await promover(cliente, m, '4', '2025-04-10T00:00:00Z')) && aliases.champion === '4');

  historia += certo('antes da primeira não há', (await campeaEm(cliente, m, '2025-01-01T00:00:00Z')) === null);
  historia += certo('no instante exato já é', (await campeaEm(cliente, m, '2025-02-10T00:00:00Z')) === '2');
  historia += certo('entre duas é a anterior', (await campeaEm(cliente, m, '2025-02-09T23:59:59Z')) === '1');
  historia += certo(
    'restaura quem era',
    (await restaurar(cliente, m, '2025-01-31T00:00:00Z', '2025-05-01T00:00:00Z')) === '1' && aliases.champion === '1',
  );
  const movimentos = await auditoria(cliente, m);
  historia += certo('a restauração fica escrita', movimentos.length === 4 && movimentos[3]?.de === '4' && movimentos[3]?.para === '1');
  historia += certo('e o passado continua como era', (await campeaEm(cliente, m, '2025-04-20T00:00:00Z')) === '4');
  lab.metric('portao', portao);
  lab.metric('historia', historia);
});
