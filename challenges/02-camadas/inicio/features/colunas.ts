import type { Field } from '@bancada/sdk';

/** As 16 colunas do modelo e o que é fisicamente possível em cada uma. */
export const campos: readonly Field[] = [
  { name: 'temp_ar', type: 'double', min: -5, max: 41 },
  { name: 'umidade', type: 'double', min: 10, max: 100 },
  { name: 'vel_ar', type: 'double', min: 0, max: 2 },
  { name: 'temp_parede', type: 'double', min: -5, max: 44 },
  { name: 'temp_bulbo_umido', type: 'double', min: -10, max: 41, optional: true },
  { name: 'radiacao_solar', type: 'double', min: 0, max: 1400, optional: true },
  { name: 'temp_externa', type: 'double', min: -20, max: 50 },
  { name: 'umidade_externa', type: 'double', min: 0, max: 110 },
  { name: 'vento_externo', type: 'double', min: 0, max: 60 },
  { name: 'pressao', type: 'double', min: 800, max: 1100 },
  { name: 'metabolismo', type: 'double', min: 0.7, max: 4 },
  { name: 'vestimenta', type: 'double', min: 0, max: 2 },
  { name: 'idade', type: 'double', min: 14, max: 110 },
  { name: 'imc', type: 'double', min: 10, max: 60 },
  { name: 'dist_janela', type: 'double', min: 0, max: 50 },
  { name: 'climatizacao', type: 'string', choices: ['ar-condicionado', 'misto', 'natural'] },
];
