// De um e-mail para palavras. Treino, avaliação e serviço usam esta função, e nenhuma outra.

export interface Email {
  assunto: string;
  texto: string;
}

const PALAVRA = /[a-z][a-z']+|\d+|[$!%]/g;

/** Sem repetição: o que conta é a palavra estar lá, e não quantas vezes. O assunto vale também por si. */
export function palavras({ assunto, texto }: Email): string[] {
  const doAssunto = separar(assunto);
  const doTexto = separar(texto);
  return [...new Set([...doAssunto, ...doAssunto.map((palavra) => `assunto:${palavra}`), ...doTexto])];
}

function separar(texto: string): string[] {
  return (texto.toLowerCase().match(PALAVRA) ?? []).map((palavra) => (/^\d/.test(palavra) ? 'numero' : palavra));
}
