// As notas do filtro, com spam como a classe que se procura.

export interface Medidas {
  precisao: number;
  revocacao: number;
  f1: number;
  acuracia: number;
}

export function medir(reais: readonly string[], previstos: readonly string[]): Medidas {
  const contar = (teste: (real: string, previsto: string) => boolean) => reais.filter((real, i) => teste(real, previstos[i])).length;
  const achados = contar((real, previsto) => real === 'spam' && previsto === 'spam');
  const apontados = contar((_, previsto) => previsto === 'spam');
  const spams = contar((real) => real === 'spam');
  return {
    precisao: razao(achados, apontados),
    revocacao: razao(achados, spams),
    f1: razao(2 * achados, apontados + spams),
    acuracia: razao(
      contar((real, previsto) => real === previsto),
      reais.length,
    ),
  };
}

function razao(parte: number, todo: number): number {
  return todo === 0 ? 0 : parte / todo;
}
