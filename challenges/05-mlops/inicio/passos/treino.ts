// Treino: quanto mais e-mails, melhor?
import { step } from '@bancada/sdk';
import { type Exemplo, treinar } from '../filtro/modelo.ts';
import opcoes from '../treino.json' with { type: 'json' };

await step((lab) => {
  const emails = lab.input('emails').rows();
  const treino = emails.map(exemplo);
  for (const [nome, valor] of Object.entries(opcoes)) lab.param(nome, valor);
  lab.metric('exemplos_treino', treino.length);
  lab.output('modelo').json(treinar(treino, opcoes));
});

function exemplo({ assunto, texto, classe }: Record<string, unknown>): Exemplo {
  return { assunto: String(assunto ?? ''), texto: String(texto ?? ''), classe: classe === 'spam' ? 'spam' : 'ham' };
}
