/** `addressOf`: the page of a thing of a lineage, told by its id. */
import { paths } from '../../app/paths.ts';

export function addressOf(id: string): string {
  const cut = id.indexOf(':');
  const rest = id.slice(cut + 1);
  switch (id.slice(0, cut)) {
    case 'data': {
      const [, name = rest, version, digest] = /^([^@#]+)(?:@v(\d+)|#(\w+))?$/.exec(rest) ?? [];
      return paths.data(name, version ?? digest);
    }
    case 'step':
      return paths.run(rest.slice(0, rest.indexOf('/')));
    case 'run':
      return paths.run(rest);
    case 'tracking':
      return paths.experimentRun(rest);
    case 'model':
      return paths.model(rest.slice(0, rest.lastIndexOf('/')), rest.slice(rest.lastIndexOf('/') + 1));
    default:
      return paths.service(rest);
  }
}
