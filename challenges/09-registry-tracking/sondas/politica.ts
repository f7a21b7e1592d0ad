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
      chamadas.push('moverAlias');
      aliases[alias] = versao;
    },
    tags: async () => ({ ...tags, dono: 'equipe de conforto' }),
    marcar: async (_, chave, valor) => {
      chamadas.push('marcar');
      tags[chave] = valor;
    },
  };
  return { cliente, aliases, chamadas };
}

await step(async (lab) => {
  const erradas: Record<'portao' | 'historia', string[]> = { portao: [], historia: [] };
  const certas = { portao: 0, historia: 0 };
  /** O que a verificação mostra de um caso errado: a chamada, o que deu e, entre parênteses, o que devia dar. */
  const provar = (parte: keyof typeof certas, chamada: string, visto: unknown, esperado: unknown) => {
    const [deu, devia] = [JSON.stringify(visto), JSON.stringify(esperado)];
    if (deu === devia) certas[parte] += 1;
    else erradas[parte].push(`${chamada} → ${deu} (${devia})`);
  };
  const tentar = async (chamada: () => Promise<unknown>) => {
    try {
      return await chamada();
    } catch (erro) {
      return `throw ${erro instanceof Error ? erro.message : erro}`;
    }
  };
  const { cliente, aliases, chamadas } = registroDeMentira({ '1': 0.7, '2': 0.8, '3': 0.6, '4': 0.8 });
  const m = 'modelo';
  const promovida = async (versao: string, em: string) => [await tentar(() => promover(cliente, m, versao, em)), aliases.champion ?? null];

  provar('portao', 'promover(v1: 0.7), champion: null', await promovida('1', '2025-01-10T00:00:00Z'), [true, '1']);
  provar('portao', 'promover(v1)', chamadas.join(', '), 'marcar, moverAlias');
  provar('portao', 'promover(v2: 0.8), champion: v1 (0.7)', await promovida('2', '2025-02-10T00:00:00Z'), [true, '2']);
  provar('portao', 'promover(v3: 0.6), champion: v2 (0.8)', await promovida('3', '2025-03-10T00:00:00Z'), [false, '2']);
  const escritas = await tentar(async () => (await auditoria(cliente, m)).map(({ para }) => para));
  provar('portao', 'auditoria(): para', escritas, ['1', '2']);
  provar('portao', 'promover(v4: 0.8), champion: v2 (0.8)', await promovida('4', '2025-04-10T00:00:00Z'), [true, '4']);

  const campea = async (instante: string, esperada: string | null) =>
    provar('historia', `campeaEm('${instante}')`, await tentar(() => campeaEm(cliente, m, instante)), esperada);
  await campea('2025-01-01T00:00:00Z', null);
  await campea('2025-02-10T00:00:00Z', '2');
  await campea('2025-02-09T23:59:59Z', '1');
  const volta = await tentar(() => restaurar(cliente, m, '2025-01-31T00:00:00Z', '2025-05-01T00:00:00Z'));
  provar('historia', "restaurar('2025-01-31T00:00:00Z')", [volta, aliases.champion ?? null], ['1', '1']);
  const ultima = await tentar(async () => (await auditoria(cliente, m)).slice(3).map(({ de, para }) => ({ de, para })));
  provar('historia', 'auditoria()[3]', ultima, [{ de: '4', para: '1' }]);
  await campea('2025-04-20T00:00:00Z', '4');

  for (const parte of ['portao', 'historia'] as const) {
    lab.metric(parte, certas[parte]);
    lab.tag(parte, erradas[parte].slice(0, 3).join('; '));
    for (const errada of erradas[parte]) lab.warn(errada);
  }
});
