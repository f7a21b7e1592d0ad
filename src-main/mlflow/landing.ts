/** `landing`: what a browser sees at the tracking server's address. MLflow's clients print links to it, as `/#/experiments/0/runs/<id>`; the page leads on to the lab. */
import type { FastifyInstance } from 'fastify';

const texts = {
  pt: {
    lang: 'pt-BR',
    title: 'Servidor de tracking da Bancada',
    about: 'Este endereço atende clientes MLflow. As execuções aparecem na Bancada, em Experimentos.',
    open: 'Abrir na Bancada',
    none: 'A Bancada não está aberta em um navegador: abra-a e procure a execução em Experimentos.',
  },
  en: {
    lang: 'en',
    title: "Bancada's tracking server",
    about: 'This address serves MLflow clients. Runs show up in Bancada, under Experiments.',
    open: 'Open in Bancada',
    none: 'Bancada is not open in a browser: open it and look for the run under Experiments.',
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
    const t = /^en/i.test(request.headers['accept-language'] ?? '') ? texts.en : texts.pt;
    const origin = appOrigin();
    const onward = origin === null ? `<p>${t.none}</p>` : `<p><a href="${origin}/">${t.open}</a></p>`;
    const page = `<!doctype html><html lang="${t.lang}"><meta charset="utf-8"><title>${t.title}</title><h1>${t.title}</h1><p>${t.about}</p>${onward}<script src="open.js"></script></html>`;
    return reply.header('content-security-policy', "default-src 'none'; script-src 'self'").type('text/html; charset=utf-8').send(page);
  });
  app.get('/open.js', async (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script));
}
