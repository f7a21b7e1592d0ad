// Atributos: o que se sabe quando a porta do avião fecha, mais a resposta que o modelo deve aprender.
// Cada coluna é função só da própria linha: quem chamar o endpoint consegue calcular a mesma coisa.
import { type Row, step } from '@bancada/sdk';

const DIAS = ['dom', 'seg', 'ter', 'qua', 'qui', 'sex', 'sab'];
const PARTES = ['treino', 'ajuste', 'teste'] as const;

function atributos(voo: Row, limite: number): Row {
  const [dia = '', relogio = ''] = String(voo.date).split(' '); // "2001/01/01 00:47"
  const [ano, mes, diaDoMes] = dia.split('/').map(Number);
  return {
    hora: Number(relogio.slice(0, 2)),
    dia_semana: DIAS[new Date(Date.UTC(ano, mes - 1, diaDoMes)).getUTCDay()],
    distancia: voo.distance,
    origem: voo.origin,
    destino: voo.destination,
    atrasou: Number(voo.delay) > limite ? 'sim' : 'nao',
  };
}

await step((lab) => {
  const limite = Number(lab.params.limite);
  for (const parte of PARTES) {
    const linhas = lab
      .input(parte)
      .rows()
      .map((voo) => atributos(voo, limite));
    lab.output(parte).rows(linhas);
    lab.metric(`atrasados_${parte}`, linhas.filter((l) => l.atrasou === 'sim').length / linhas.length);
  }
});
