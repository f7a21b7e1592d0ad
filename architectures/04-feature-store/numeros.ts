/** Prints, as JSON, what the study text says of the invented world: `npm run numeros -- 04-feature-store`. With `--run`, the scores of a run of the reference solution too. */
import { isExpired, moment, truthOf } from '../../challenges/04-feature-store/conferencia/oraculo.ts';
import { purchases, registrations, requests } from '../../src-main/catalog/cartoes.ts';
import { printFigures } from '../reference-run.ts';
import { quotes } from './figures.ts';

const hour = 3_600_000;
const all = purchases();
const asked = requests();
const frauds = asked.filter(({ fraude }) => fraude === 'sim');
/** The register as it is today, whatever the moment. */
const latest = new Map(
  registrations()
    .toSorted((a, b) => moment(a.vale_desde) - moment(b.vale_desde))
    .map((row) => [row.cartao_id, row.contestacoes]),
);
const disputed = (rows: typeof asked) => rows.filter(({ cartao_id }) => latest.get(cartao_id) === 1).length;
const example = asked.find(({ pedido_id }) => pedido_id === 'p04463')!;

process.stdout.write(
  `${JSON.stringify(
    {
      compras: all.length,
      repetidas: all.length - new Set(all.map(({ compra_id }) => compra_id)).size,
      tardias: all.filter(({ feita_em, recebida_em }) => moment(recebida_em) - moment(feita_em) > hour).length,
      cadastros: registrations().length,
      pedidos: asked.length,
      fraudes: frauds.length,
      fraudesContestadasHoje: disputed(frauds),
      honestosContestadosHoje: disputed(asked) - disputed(frauds),
      fraudesContestadasNaHora: frauds.filter(({ cartao_id, quando }) => truthOf(cartao_id, moment(quando)).contestacoes === 1).length,
      cadastroVencido: asked.filter(({ cartao_id, quando }) => isExpired(cartao_id, moment(quando))).length,
      exemplo: { ...example, ...truthOf(example.cartao_id, moment(example.quando)) },
    },
    null,
    2,
  )}\n`,
);
if (process.argv.includes('--run')) await printFigures('04-feature-store', quotes);
