// Runs beside the learner's code: worlds whose truth we know, played to each of its decisions.
import { step } from '@bancada/sdk';
import { atualizar, SILENCIO } from '../laco/alarme.ts';
import { type Dia, INICIO_DO_FLUXO, rotular } from '../laco/dias.ts';
import { olhar } from '../laco/monitor.ts';
import { decidir, type Situacao } from '../laco/politica.ts';
import { comparar } from '../laco/prova.ts';
import { conhecidos, type Previsao } from '../laco/rotulos.ts';

await step((lab) => {
  const dias = rotular(lab.input('tempo').rows() as unknown as Dia[]);
  const inverno = dias.filter(({ date }) => date < INICIO_DO_FLUXO && ['01', '02', '11', '12'].includes(date.slice(5, 7)));

  // Windows of the winter itself: whatever rings here is false.
  let alarme = SILENCIO;
  let falsos = 0;
  for (let olhada = 0; olhada < 200; olhada++) {
    const janela = Array.from({ length: 30 }, () => inverno[Math.floor(lab.random() * inverno.length)]!);
    alarme = atualizar(alarme, olhar(inverno, janela).drift);
    falsos += Number(alarme.tocando);
  }
  lab.metric('falsos', falsos / 2);

  // Drift in every other look.
  let vaivem = SILENCIO;
  let trocas = 0;
  for (let olhada = 0; olhada < 12; olhada++) {
    const depois = atualizar(vaivem, olhada % 2 === 0);
    trocas += Number(depois.tocando !== vaivem.tocando);
    vaivem = depois;
  }
  lab.metric('trocas', trocas);

  // Labels that have not arrived.
  const previsoes: Previsao[] = dias.slice(0, 100).map((dia, t) => ({ id: `x-${t}`, t, previsto: 'sim', dia }));
  const rotulos = previsoes.map(({ id, t }) => ({ id, verdade: 'nao', chega: t + 5 + Math.floor(lab.random() * 60) })).reverse();
  const sabidos = conhecidos(previsoes, rotulos, 50);
  const certos = rotulos.filter(({ chega }) => chega <= 50).length;
  lab.metric('do_futuro', sabidos.filter(({ chega }) => chega > 50).length);
  lab.metric('esquecidos', Math.max(0, certos - sabidos.length));
  lab.metric('palpites', sabidos.filter(({ verdade }) => verdade !== 'nao').length);

  // Exams between two who know nothing, each in their own way.
  const moeda = () => (lab.random() < 0.5 ? 'sim' : 'nao');
  let porAcaso = 0;
  for (let prova = 0; prova < 400; prova++) {
    const respostas = () => Array.from({ length: 36 }, moeda);
    porAcaso += Number(comparar(respostas(), respostas(), respostas()).melhor);
  }
  lab.metric('por_acaso', porAcaso / 4);

  // A case for training, and the same with one thing wrong.
  const caso: Situacao = { agora: 400, alarme: true, acuracia: 0.3, rotulos: 300, novos: 60, ultimoRotulo: 393, retreinos: [200] };
  const treina = (mudanca: Partial<Situacao>) => Number(decidir({ ...caso, ...mudanca }).treinar);
  lab.metric('treina_com_motivo', treina({}));
  lab.metric('treina_sem_motivo', treina({ alarme: false, acuracia: 0.9 }));
  lab.metric('treina_com_rotulos_velhos', treina({ ultimoRotulo: 250, novos: 0 }));
  lab.metric('treina_com_rotulos_de_meses', treina({ ultimoRotulo: 300 }));
  lab.metric('treina_sem_rotulos', treina({ rotulos: 3, novos: 3, acuracia: null, retreinos: [] }));
  lab.metric('treina_sem_novos', treina({ novos: 0 }));
  lab.metric('treina_cedo_demais', treina({ retreinos: [395] }));
});
