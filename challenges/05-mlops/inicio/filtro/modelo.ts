// O modelo: regressão logística sobre a presença de palavras, treinada por descida do gradiente.
import { type Email, palavras } from './texto.ts';

export interface Exemplo extends Email {
  classe: 'spam' | 'ham';
}

export interface Opcoes {
  /** Quantas palavras, das mais frequentes no treino, o modelo conhece. */
  vocabulario: number;
  epocas: number;
}

export interface ModeloSpam {
  pesos: Record<string, number>;
  vies: number;
}

/** Uma palavra vista menos vezes do que isto, em milhares de e-mails, é acaso. */
const RARA = 3;

export function treinar(exemplos: readonly Exemplo[], { vocabulario, epocas }: Opcoes): ModeloSpam {
  const lidos = exemplos.map((exemplo) => palavras(exemplo));
  const indice = new Map(maisFrequentes(lidos, vocabulario).map((palavra, i) => [palavra, i]));
  const linhas = lidos.map((lista) => lista.map((palavra) => indice.get(palavra)).filter((j) => j !== undefined));
  const alvos = exemplos.map(({ classe }) => (classe === 'spam' ? 1 : 0));
  const pesos = new Float64Array(indice.size);
  let vies = 0;
  for (let epoca = 0; epoca < epocas; epoca += 1) {
    const passo = 0.2 / (1 + 0.3 * epoca);
    for (const i of embaralhados(linhas.length, epoca)) {
      const linha = linhas[i];
      const erro = logistica(linha.reduce((soma, j) => soma + pesos[j], vies)) - alvos[i];
      vies -= passo * erro;
      for (const j of linha) pesos[j] -= passo * (erro + 0.0001 * pesos[j]);
    }
  }
  return { pesos: Object.fromEntries([...indice].map(([palavra, i]) => [palavra, Number(pesos[i].toFixed(4))])), vies };
}

/** Probabilidade de ser spam. */
export function prever({ pesos, vies }: ModeloSpam, email: Email): number {
  return logistica(palavras(email).reduce((soma, palavra) => soma + (pesos[palavra] ?? 0), vies));
}

/** Em ordem de frequência; no empate, em ordem alfabética, para que o mesmo treino dê sempre o mesmo vocabulário. */
function maisFrequentes(listas: readonly string[][], quantas: number): string[] {
  const vezes = new Map<string, number>();
  for (const lista of listas) for (const palavra of lista) vezes.set(palavra, (vezes.get(palavra) ?? 0) + 1);
  return [...vezes]
    .filter(([, n]) => n >= RARA)
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, quantas)
    .map(([palavra]) => palavra);
}

/** Sempre na mesma desordem: o gradiente não pode ver todos os spams por último, e o treino tem de se repetir. */
function embaralhados(quantos: number, epoca: number): number[] {
  const ordem = Array.from({ length: quantos }, (_, i) => i);
  let estado = 2654435761 + epoca;
  for (let i = quantos - 1; i > 0; i -= 1) {
    estado = (Math.imul(estado, 1664525) + 1013904223) >>> 0;
    const j = estado % (i + 1);
    [ordem[i], ordem[j]] = [ordem[j], ordem[i]];
  }
  return ordem;
}

function logistica(z: number): number {
  return 1 / (1 + Math.exp(-z));
}
