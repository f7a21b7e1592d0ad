/** `documentationRoutes`: GET /openapi.json and the page made from it, GET /docs. `?lang=en` or the browser's language choose the text. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { docsPage } from '../docs-page.ts';
import { openApi } from '../openapi.ts';
import type { AppState } from '../state.ts';
import type { Lang } from '../texts.ts';

export function documentationRoutes(app: FastifyInstance, { servable }: AppState): void {
  app.get('/openapi.json', async (request) => openApi(servable, langOf(request)));
  app.get('/docs', async (request, reply) => {
    const lang = langOf(request);
    reply.header('content-type', 'text/html; charset=utf-8');
    reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'");
    return docsPage(openApi(servable, lang), servable.signature, lang, `${request.protocol}://${request.host}`);
  });
}

function langOf(request: FastifyRequest): Lang {
  const asked = (request.query as { lang?: unknown }).lang;
  if (asked === 'en' || asked === 'pt') return asked;
  return /^en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'pt';
}
