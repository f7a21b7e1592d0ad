/**
 * What the person's system hands to the program: a link `bancada://…` or a file that was opened with it, as a place in the window. Pure.
 * Anybody may write such a link, so only addresses of our own pages come through, never an origin, a query or an action.
 */

/** First parts of the addresses of pages; `src-renderer/app/paths.ts` writes them. */
const pages =
  /^(arquiteturas|laboratorio|automacao|nuvem|ci|experimentos|linhagem|dados|automl|atributos|modelos|servicos|monitoramento|alertas|simulador|revisao|roteiro|comparar|carreira|configuracoes)$/;
const part = /^[\p{L}\p{N}._~@=%-]{1,200}$/u;
const backup = /\.tar\.zst$/;

/** The address behind the hash, or null for what is no link of ours. */
export function placeOfLink(link: string): string | null {
  const found = /^bancada:\/\/(?:abrir\/)?([^?#]*)(?:#([\w-]{1,200}))?$/.exec(link.slice(0, 2000));
  if (!found) return null;
  const [first = '', ...rest] = (found[1] ?? '').replace(/\/$/, '').split('/');
  if (first === '') return '/';
  const [id] = rest;
  // The short form of content links: bancada://desafio/03-pipelines, bancada://arquitetura/03-pipelines#limites.
  if (first === 'desafio' && rest.length === 1 && part.test(id ?? '')) return `/arquiteturas/${id}/desafio`;
  if (first === 'arquitetura' && rest.length === 1 && part.test(id ?? '')) return `/arquiteturas/${id}/estudar${found[2] ? `/${found[2]}` : ''}`;
  return pages.test(first) && rest.every((each) => part.test(each) && !/^\.+$/.test(each)) ? `/${[first, ...rest].join('/')}` : null;
}

/** A backup that was opened from the file manager: the page that checks and restores it. */
export function placeOfFile(path: string): string | null {
  return backup.test(path) ? `/configuracoes/backup/${encodeURIComponent(path)}` : null;
}

/** The last thing on a command line that is a place; flags and the program itself are none. */
export function placeOfArguments(argv: readonly string[]): string | null {
  for (const argument of argv.slice(1).toReversed()) {
    const place = argument.startsWith('bancada:') ? placeOfLink(argument) : argument.startsWith('-') ? null : placeOfFile(argument);
    if (place !== null) return place;
  }
  return null;
}
