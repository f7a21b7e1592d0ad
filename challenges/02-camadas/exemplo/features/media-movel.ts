/**
 * Preenche cada lacuna com a média dos valores conhecidos na janela centrada nela. Só entram valores medidos, nunca os
 * que acabaram de ser preenchidos. Onde a janela inteira é lacuna, a lacuna fica.
 */
export function mediaMovel(valores: readonly (number | null)[], janela: number): (number | null)[] {
  const lado = Math.floor(janela / 2);
  return valores.map((valor, i) => {
    if (valor !== null) return valor;
    const vizinhos = valores.slice(Math.max(0, i - lado), i + lado + 1).filter((vizinho) => vizinho !== null);
    return vizinhos.length === 0 ? null : vizinhos.reduce((soma, vizinho) => soma + vizinho, 0) / vizinhos.length;
  });
}
