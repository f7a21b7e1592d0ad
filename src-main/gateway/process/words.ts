/** What the gateway says by itself, in the lab's language. */
import type { Language } from '../../contract/base.ts';

export type GatewayProblem =
  | 'BODY_LARGE'
  | 'NO_REVISION'
  | 'OVERLOADED'
  | 'REPLICA_UNREACHABLE'
  | 'REPLICA_BROKEN'
  | 'REPLICA_TIMEOUT'
  | 'OUTCOME_SHAPE';

interface Problem {
  status: number;
  words: Record<Language, string>;
}

export const problems: Record<GatewayProblem, Problem> = {
  BODY_LARGE: {
    status: 413,
    words: {
      pt: 'O corpo do pedido é maior que os 16 MB que o gateway aceita.',
      en: 'The request body is larger than the 16 MB that the gateway takes.',
    },
  },
  NO_REVISION: {
    status: 503,
    words: { pt: 'Nenhuma revisão deste serviço recebe pedidos agora.', en: 'No revision of this service takes requests now.' },
  },
  OVERLOADED: {
    status: 503,
    words: {
      pt: 'Há pedidos demais esperando por este serviço. Tente de novo daqui a um segundo.',
      en: 'Too many requests are waiting for this service. Try again in a second.',
    },
  },
  REPLICA_UNREACHABLE: {
    status: 502,
    words: { pt: 'Nenhuma réplica deste serviço pôde ser alcançada.', en: 'No replica of this service could be reached.' },
  },
  REPLICA_BROKEN: {
    status: 502,
    words: {
      pt: 'A réplica cortou a conexão, ou respondeu o que não é HTTP, antes do fim da resposta.',
      en: 'The replica cut the connection, or answered what is no HTTP, before the end of its answer.',
    },
  },
  REPLICA_TIMEOUT: { status: 504, words: { pt: 'A réplica não respondeu a tempo.', en: 'The replica did not answer in time.' } },
  OUTCOME_SHAPE: {
    status: 422,
    words: { pt: 'O corpo esperado é {"key": texto, "value": número}.', en: 'The body expected is {"key": text, "value": number}.' },
  },
};
