// Serviço: a loja online abre no corte, recebe cada evento quando ele chega e responde a cada pedido na hora dele.
import { openFeatures, type Row, step } from '@bancada/sdk';
import { derivar } from './derivados.ts';
import { depois, risco } from './modelo.ts';

await step(async (lab) => {
  const corte = String(lab.params.corte);
  const loja = openFeatures(lab.input('online').path);
  const modelo = await lab.input('modelo').model();
  const chegada = (evento: Row) => String(evento.recebida_em ?? evento.registrado_em);
  const eventos = [
    ...lab
      .input('compras')
      .rows()
      .map((linha) => ({ fonte: 'compras', linha })),
    ...lab
      .input('cadastro')
      .rows()
      .map((linha) => ({ fonte: 'cadastro', linha })),
  ]
    .filter(({ linha }) => chegada(linha) > corte)
    .sort((a, b) => (chegada(a.linha) < chegada(b.linha) ? -1 : chegada(a.linha) > chegada(b.linha) ? 1 : 0));
  const pedidos = depois(lab.input('pedidos').rows(), corte).sort((a, b) => (String(a.quando) < String(b.quando) ? -1 : 1));

  let proximo = 0;
  const tempos: number[] = [];
  const atendidos = pedidos.map((pedido) => {
    while (proximo < eventos.length && chegada(eventos[proximo].linha) <= String(pedido.quando)) {
      const { fonte, linha } = eventos[proximo++];
      loja.push(fonte, linha);
    }
    const inicio = performance.now();
    const { cartao_id } = pedido;
    const completo = derivar(pedido, loja.get({ cartao_id }, pedido.quando));
    tempos.push(performance.now() - inicio);
    // A resposta do banco não sabe se era fraude.
    const { fraude: _, ...resposta } = completo;
    return resposta;
  });
  const notas = risco(modelo, atendidos);
  tempos.sort((a, b) => a - b);
  lab.metric('online_p50_ms', tempos[Math.floor(tempos.length / 2)] ?? 0);
  lab.metric('online_p99_ms', tempos[Math.floor(tempos.length * 0.99)] ?? 0);
  lab.output('respostas').rows(atendidos.map((resposta, i) => ({ ...resposta, probabilidade: notas[i] })));
});
