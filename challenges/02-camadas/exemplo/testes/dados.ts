import assert from 'node:assert/strict';
import { criarDados } from '../dados/index.ts';

export const testes = {
  'uma fonte que não existe é um erro que diz quais existem'() {
    assert.throws(() => criarDados({ fonte: 'planilha' as 'csv' }, { csv: '', diario: '' }), /csv ou diario/);
  },
};
