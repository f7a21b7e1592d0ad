// O endereço único, de cima para baixo. Cada nó diz a quem pergunta e a quem recorre quando não tem resposta.
import type { ModelGraph } from '@bancada/sdk';

export const grafo: ModelGraph = {
  output: 'disputa',
  nodes: {
    // O composto disputa o tráfego com o modelo que estava no ar; o retorno (POST /feedback) decide.
    disputa: { kind: 'bandit', arms: ['cascata', 'antigo'], seed: 7, tolerance: 0.1 },
    // Se os dois baratos concordam, basta; se não, perguntam-se os caros.
    cascata: { kind: 'cascade', steps: [{ ask: 'rapido', accept: { spread: 0.025 } }, { ask: 'pilha' }] },
    rapido: { kind: 'vote', of: ['curto', 'floresta'] },
    pilha: { kind: 'stack', of: ['segmentos', 'global'], with: 'juiz', fallback: 'segmentos' },
    segmentos: {
      kind: 'segment',
      by: 'bairro',
      routes: {
        Centro: 'centro',
        'Zona Sul': 'zona-sul',
        'Zona Norte': 'zona-norte',
        'Zona Oeste': 'zona-oeste',
        'Zona Leste': 'zona-leste',
        Litoral: 'litoral',
      },
      otherwise: 'global', // bairro que ninguém conhece
      fallback: 'global', // especialista fora do ar
    },
  },
};
