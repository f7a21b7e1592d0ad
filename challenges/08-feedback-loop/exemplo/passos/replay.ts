// Replay: o tempo passa dia a dia. O serviço responde, os rótulos chegam atrasados, o monitor olha, a política decide, e tudo vai para o diário.
// Este arquivo já vem pronto: as decisões estão em laco/.
import { step } from '@bancada/sdk';
import { atualizar, SILENCIO } from '../laco/alarme.ts';
import type { Dia } from '../laco/dias.ts';
import { prever, treinar } from '../laco/modelo.ts';
import { olhar } from '../laco/monitor.ts';
import { decidir } from '../laco/politica.ts';
import { comparar, separar } from '../laco/prova.ts';
import { conhecidos, type Previsao, type Rotulo } from '../laco/rotulos.ts';

await step(async (lab) => {
  const dias = lab.input('fluxo').rows() as unknown as Dia[];
  const [atraso, janela] = [Number(lab.params.atraso), Number(lab.params.janela)];
  const congelado = await lab.input('modelo').model();
  let campeao = congelado;
  let referencia = lab.input('historico').rows() as unknown as Dia[];
  let alarme = SILENCIO;
  const previsoes: Previsao[] = [];
  const rotulos: Rotulo[] = [];
  const diario: Record<string, string | number | boolean>[] = [];
  const retreinos: Record<string, unknown>[] = [];
  const quando: number[] = [];
  const acertos = { laco: 0, congelado: 0 };

  for (const [t, dia] of dias.entries()) {
    const id = `dia-${t}`;
    const previsto = prever(campeao, [dia])[0] ?? '';
    previsoes.push({ id, t, previsto, dia });
    // O rótulo existe desde já no arquivo do replay; ninguém pode usá-lo antes de `chega`.
    rotulos.push({ id, verdade: dia.chove, chega: t + atraso });
    acertos.laco += Number(previsto === dia.chove);
    acertos.congelado += Number(prever(congelado, [dia])[0] === dia.chove);
    if ((t + 1) % janela !== 0) continue;

    const laudo = olhar(referencia, dias.slice(t + 1 - janela, t + 1));
    alarme = atualizar(alarme, laudo.drift);
    const sabidos = conhecidos(previsoes, rotulos, t);
    const ultimos = sabidos.slice(-janela);
    const acuracia = ultimos.length < janela / 2 ? null : ultimos.filter((um) => um.previsto === um.verdade).length / ultimos.length;
    const ultimo = quando.at(-1);
    const decisao = decidir({
      agora: t,
      alarme: alarme.tocando,
      acuracia,
      rotulos: sabidos.length,
      novos: sabidos.filter(({ chega }) => chega > (ultimo ?? -1)).length,
      ultimoRotulo: sabidos.at(-1)?.t ?? null,
      retreinos: [...quando],
    });
    const ate = dia.date;
    diario.push({ t, ate, drift: laudo.drift, colunas: laudo.colunas.join(' '), alarme: alarme.tocando, acuracia: acuracia ?? -1, ...decisao });
    if (!decisao.treinar) continue;

    quando.push(t);
    const { treino, prova } = separar(sabidos);
    const comoDia = ({ dia: base, verdade }: (typeof sabidos)[number]): Dia => ({ ...base, chove: verdade });
    const licoes = treino.map(comoDia);
    const exame = prova.map(comoDia);
    const registro: Record<string, unknown> = { t, ate, treino: treino.map(resumo), prova: prova.map(resumo) };
    retreinos.push(registro);
    if (new Set(licoes.map(({ chove }) => chove)).size < 2) {
      Object.assign(registro, { promovido: false, p: 1 });
      continue;
    }
    const desafiante = await treinar(licoes, lab.seed);
    const [antes, depois] = [prever(campeao, exame), prever(desafiante, exame)];
    const { p, melhor } = comparar(
      exame.map(({ chove }) => chove),
      antes,
      depois,
    );
    Object.assign(registro, { campeao: antes, desafiante: depois, p, promovido: melhor });
    if (!melhor) continue;
    campeao = desafiante;
    referencia = licoes;
    alarme = SILENCIO;
  }

  const promovidos = retreinos.filter(({ promovido }) => promovido === true).length;
  lab.metric('acuracia_laco', acertos.laco / dias.length);
  lab.metric('acuracia_congelado', acertos.congelado / dias.length);
  lab.metric('retreinos', retreinos.length);
  lab.metric('promocoes', promovidos);
  lab.log(`${retreinos.length} retreinos, ${promovidos} promoções`);
  lab.output('diario').rows(diario);
  lab.output('previsoes').rows(previsoes.map(({ id, t, previsto, dia }) => ({ id, t, date: dia.date, previsto, verdade: dia.chove })));
  lab.output('retreinos').json(retreinos);
});

function resumo({ id, t, verdade, chega }: { id: string; t: number; verdade: string; chega: number }) {
  return { id, t, verdade, chega };
}
