// Tarefa: os testes da camada modelo, com um dublê da camada de baixo (uma lista vazia passa sempre).

export const testes = {};
