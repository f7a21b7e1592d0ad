// O que é um dia, e quais colunas o modelo lê. Tudo o mais do laço fala desta forma.
export interface Dia {
  [coluna: string]: string | number;
  date: string;
  precipitation: number;
  temp_max: number;
  temp_min: number;
  wind: number;
  /** Se choveu no dia seguinte: `sim` ou `nao`. */
  chove: string;
}

export const COLUNAS = ['precipitation', 'temp_max', 'temp_min', 'wind'];
export const ALVO = 'chove';
export const INICIO_DO_FLUXO = '2013-01-01';

/** O último dia fica de fora: o dia seguinte dele não está na tabela. */
export function rotular(dias: readonly Dia[]): Dia[] {
  return dias.slice(0, -1).map(({ date, precipitation, temp_max, temp_min, wind }, i) => {
    const chove = dias[i + 1]!.precipitation > 0 ? 'sim' : 'nao';
    return { date, precipitation, temp_max, temp_min, wind, chove };
  });
}
