// O contrato com quem chama: campos do pedido e classes da resposta. O aplicativo de e-mail da Correia depende destes nomes.
import type { Field } from '@bancada/sdk';

export const ASSINATURA: Field[] = [
  { name: 'assunto', type: 'string' },
  { name: 'texto', type: 'string' },
];

export const CLASSES = ['ham', 'spam'];
