/** Colunas que são nomes, ainda que pareçam números: a classe "-3" não é menos três. */
export const textos: ReadonlySet<string> = new Set(['momento', 'climatizacao', 'sensacao']);
