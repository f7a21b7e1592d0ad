import assert from 'node:assert/strict';
import { bulboUmido } from '../features/bulbo-umido.ts';
import { criarFeatures } from '../features/index.ts';
import { mediaMovel } from '../features/media-movel.ts';

const linha = { temp_ar: 20, umidade: 50, temp_bulbo_umido: null, radiacao_solar: 300, climatizacao: 'misto', sensacao: '0' };

export const testes = {
  'Stull: 20 °C e 50 % dão 13,7 °C'() {
    assert.equal(bulboUmido(20, 50).toFixed(1), '13.7');
  },
  'a média móvel usa só vizinhos medidos'() {
    assert.deepEqual(mediaMovel([1, null, null, 4, 10], 3), [1, 1, 4, 4, 10]);
    assert.deepEqual(mediaMovel([null, null, null], 3), [null, null, null]);
  },
  'treino e pedido recebem o mesmo tratamento'() {
    const features = criarFeatures({ linhas: () => [linha] }, { janela: 3 });
    const { sensacao, ...treino } = features.treino()[0];
    assert.equal(sensacao, '0');
    assert.deepEqual(features.preparar([linha])[0], treino);
  },
  'um valor impossível vira lacuna, e a linha fica'() {
    const quebrada = { ...linha, temp_ar: 55 };
    const [tratada] = criarFeatures({ linhas: () => [quebrada] }, { janela: 3 }).treino();
    assert.equal(tratada.temp_ar, null);
    assert.equal(tratada.temp_bulbo_umido, null);
  },
};
