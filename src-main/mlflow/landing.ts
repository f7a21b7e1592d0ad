/**
 * `landing`: what a browser sees at the tracking server's address. MLflow's clients print links to it, as `/#/experiments/0/runs/<id>`; the page leads on
 * to the lab. `asksForPage`, `lockedPage`: the same where a token is required, which no browser sends: it says where to look, and nothing of the lab.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const texts = {
  pt: {
    lang: 'pt-BR',
    title: 'Servidor de tracking da Bancada',
    about: 'Este endereço atende clientes MLflow. As execuções aparecem na Bancada, em Experimentos.',
    open: 'Abrir na Bancada',
    none: 'A Bancada não está aberta em um navegador: abra-a e procure a execução em Experimentos.',
    locked: 'Ele exige um token, que o navegador não envia: abra a Bancada e procure a execução em Experimentos.',
  },
  en: {
    lang: 'en',
    title: "Bancada's tracking server",
    about: 'This address serves MLflow clients. Runs show up in Bancada, under Experiments.',
    open: 'Open in Bancada',
    none: 'Bancada is not open in a browser: open it and look for the run under Experiments.',
    locked: 'It requires a token, which a browser does not send: open Bancada and look for the run under Experiments.',
  },
};

/** Follows the link once it knows which run it is for. */
const script = `const run = /runs\\/([0-9a-f]{32})/.exec(location.hash)?.[1];
const link = document.querySelector('a');
if (link && run) {
  link.href += '#/experimentos/execucao/' + run;
  location.replace(link.href);
}
`;

/** `appOrigin`: where the lab's own pages are, without its token: whoever has it open has the cookie. */
export function landing(app: FastifyInstance, appOrigin: () => string | null): void {
  app.get('/', async (request, reply) => {
    const t = textsFor(request);
    const origin = appOrigin();
    const onward = origin === null ? `<p>${t.none}</p>` : `<p><a href="${origin}/">${t.open}</a></p>`;
    return sendPage(reply, t, `${onward}<script src="open.js"></script>`);
  });
  app.get('/open.js', async (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script));
}

export function asksForPage({ method, url, headers }: FastifyRequest): boolean {
  return method === 'GET' && url === '/' && (headers.accept ?? '').includes('text/html');
}

export function lockedPage(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const t = textsFor(request);
  return sendPage(reply.code(401), t, `<p>${t.locked}</p>`);
}

function textsFor({ headers }: FastifyRequest) {
  return /^en/i.test(headers['accept-language'] ?? '') ? texts.en : texts.pt;
}

function sendPage(reply: FastifyReply, { lang, title, about }: { lang: string; title: string; about: string }, onward: string): FastifyReply {
  const page = `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${about}</p>${onward}</html>`;
  return reply.header('content-security-policy', "default-src 'none'; script-src 'self'").type('text/html; charset=utf-8').send(page);
}
