// What the study text quotes of the exam of the graph: the error with and without each part, and the gain over one model.
import { cells, count, decimal, type Quotes, type ReferenceRun, share } from '../reference-run.ts';

interface Report {
  ablacao: Record<'inteiro' | 'so_global' | 'sem_pilha' | 'sem_cascata' | 'so_baratos', number>;
  ganho: { low: number; high: number };
}

interface Sale {
  preco: number;
  segmentos: number;
  global: number;
}

const error = (sales: readonly Sale[], base: 'segmentos' | 'global'): number =>
  Math.sqrt(sales.reduce((sum, sale) => sum + (sale[base] / sale.preco - 1) ** 2, 0) / sales.length);

export function quotes(run: ReferenceRun): Quotes {
  const { ablacao, ganho } = run.json<Report>('avaliacao.relatorio');
  const row = (pt: string, en: string, error: number) => cells({ pt, en }, share(error, 1));
  const points = [ganho.low, ganho.high].map((each) => decimal(100 * each, 1));
  const [learned, tested] = [run.rows<Sale>('empilhamento.linhas'), run.rows<Sale>('avaliacao.previsoes')];
  const ratios = (['segmentos', 'global'] as const).map((base) => decimal(error(learned, base) / error(tested, base), 2));
  return {
    so_baratos: row('só os dois baratos', 'only the two cheap ones', ablacao.so_baratos),
    so_global: row('só o modelo global', 'only the global model', ablacao.so_global),
    inteiro: row('o grafo inteiro', 'the whole graph', ablacao.inteiro),
    sem_cascata: row('o grafo sem a cascata (a pilha)', 'the graph without the cascade (the stack)', ablacao.sem_cascata),
    sem_pilha: row('o grafo sem a cascata e sem a pilha (os segmentos)', 'the graph without cascade and stack (the segments)', ablacao.sem_pilha),
    ganho: { pt: `entre ${points[0]!.pt} e ${points[1]!.pt} ponto`, en: `between ${points[0]!.en} and ${points[1]!.en} percentage points` },
    pilha: share(ablacao.sem_cascata, 2),
    segmentos: share(ablacao.sem_pilha, 2),
    vendas_de_teste: { pt: `${count(tested.length).pt} vendas`, en: `${count(tested.length).en} test sales` },
    ...armsOf(run.seen.bandido),
    fora_da_amostra: {
      pt: `${ratios.map(({ pt }) => pt).join(' e ')}`,
      en: `${ratios.map(({ en }) => en).join(' and ')}`,
    },
  };
}

/** What the check of the bandit counted: its requests are sent one after the other and the arms draw from a seed, so it counts the same each time. */
function armsOf(seen: string | undefined): Quotes {
  if (seen === undefined) return {};
  const arms = [...seen.matchAll(/([\w-]+) (\d+)\/(\d+)/g)].map(([, arm, right, asked]) => ({ arm, right: Number(right), asked }));
  const old = arms.find(({ arm }) => arm === 'antigo')!;
  const composed = arms.find(({ arm }) => arm !== 'antigo')!;
  return {
    braco_composto: {
      pt: `o composto respondeu ${composed.asked} e acertou ${composed.right}`,
      en: `the composition answered ${composed.asked} and was right in ${composed.right}`,
    },
    braco_antigo: {
      pt: `o modelo antigo teve ${old.asked} chances e acertou ${old.right}`,
      en: `the old model had ${old.asked} chances and was right ${old.right === 1 ? 'once' : `${old.right} times`}`,
    },
  };
}
