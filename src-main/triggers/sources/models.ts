/** New versions of models, and aliases that come to point at another: what the registry's own history says. */
import type { RegistryEvent } from '../../contract/registry.ts';
import type { Source, SourceOf } from './source.ts';

export interface ModelNews {
  /** Newest first. */
  events(about: { limit: number }): RegistryEvent[];
}

const mostAtOnce = 1000;

export function modelSource({ model, on, alias }: SourceOf<'model'>, registry: ModelNews): Source {
  const kind = on === 'version' ? 'version-created' : 'alias';
  return {
    scheduled: false,
    begin: () => registry.events({ limit: 1 })[0]?.id ?? 0,
    look(cursor) {
      const since = registry.events({ limit: mostAtOnce }).filter(({ id }) => id > (cursor as number));
      const wanted = since.filter(
        (event) =>
          event.kind === kind &&
          (model === null || event.name === model) &&
          (on === 'version' || (event.after !== null && (alias === null || event.subject === alias))),
      );
      const subject = (event: RegistryEvent) =>
        on === 'version' ? `${event.name} v${event.version}` : `${event.name}@${event.subject} → v${event.after}`;
      return {
        occasions: wanted.reverse().map((event) => ({ key: `registry:${event.id}`, at: event.at, subject: subject(event) })),
        cursor: since[0]?.id ?? cursor,
      };
    },
  };
}
