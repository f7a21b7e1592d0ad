// Quem responde por este endereço. Por enquanto, a média de dois modelos que veem a cidade inteira.
import type { ModelGraph } from '@bancada/sdk';

export const grafo: ModelGraph = {
  output: 'media',
  nodes: {
    media: { kind: 'vote', of: ['antigo', 'global'] },
  },
};
