// Junta a cada pedido o último cadastro e as compras do dia. Parece razoável: o que há de errado?
import { type Row, step } from '@bancada/sdk';

await step((lab) => {
  const cadastro = new Map<string, Row>();
  for (const linha of lab.input('cadastro').rows()) cadastro.set(String(linha.cartao_id), linha);
  const doDia = new Map<string, number>();
  for (const { cartao_id, feita_em, valor } of lab.input('compras').rows()) {
    const chave = `${cartao_id} ${String(feita_em).slice(0, 10)}`;
    doDia.set(chave, (doDia.get(chave) ?? 0) + Number(valor));
  }
  const linhas = lab
    .input('pedidos')
    .rows()
    .map((pedido) => {
      const { limite, contestacoes } = cadastro.get(String(pedido.cartao_id)) ?? { limite: null, contestacoes: null };
      return { ...pedido, limite, contestacoes, gasto_24h: doDia.get(`${pedido.cartao_id} ${String(pedido.quando).slice(0, 10)}`) ?? 0 };
    });
  lab.output('conjunto').rows(linhas);
});
