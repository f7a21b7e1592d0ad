/** Preenche cada lacuna com a média dos valores medidos na janela centrada nela. */
export function mediaMovel(valores: readonly (number | null)[], _janela: number): (number | null)[] {
  // Tarefa: isto repete o último valor, que pode ser de três horas atrás.
  let ultimo: number | null = null;
  return valores.map((valor) => {
    ultimo = valor ?? ultimo;
    return ultimo;
  });
}
