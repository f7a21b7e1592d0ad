// O contrato do serviço: os campos que um pedido traz e o que cada um aceita. O que passa daqui chega ao modelo.
import type { Field } from '@bancada/sdk';

export const BAIRROS = ['Centro', 'Litoral', 'Zona Leste', 'Zona Norte', 'Zona Oeste', 'Zona Sul'];

export const ASSINATURA: Field[] = [
  { name: 'area', type: 'double', min: 15, max: 1000 },
  { name: 'quartos', type: 'long', min: 1, max: 10 },
  { name: 'banheiros', type: 'long', min: 1, max: 10 },
  { name: 'idade', type: 'long', min: 0, max: 150 },
  { name: 'garagem', type: 'long', min: 0, max: 10 },
  { name: 'bairro', type: 'string', choices: BAIRROS },
];
