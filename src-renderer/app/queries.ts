/** Every procedure as a query: `useQuery(queries.pipelines.list({ limit: 50 }))`. Keys are [domain, procedure, input]. */
import type { Client } from '@orpc/client';
import { QueryClient } from '@tanstack/react-query';
import { type Api, api } from './client.ts';
import { isConnectionError } from './errors.ts';

export interface Query<Output> {
  queryKey: readonly unknown[];
  queryFn: (context: { signal: AbortSignal }) => Promise<Output>;
}

type Factory<Input, Output> = undefined extends Input ? (input?: Input) => Query<Output> : (input: Input) => Query<Output>;

type Queries<T> = {
  [Domain in keyof T]: {
    [Name in keyof T[Domain]]: T[Domain][Name] extends Client<infer _Context, infer Input, infer Output, infer _Error>
      ? Factory<Input, Output>
      : never;
  };
};

type AnyCall = (input: unknown, options: { signal: AbortSignal }) => Promise<unknown>;

export const queries = new Proxy({} as Queries<Api>, {
  get: (_, domain: string) =>
    new Proxy(
      {},
      {
        get: (_target, name: string) => (input?: unknown) => ({
          queryKey: input === undefined ? [domain, name] : [domain, name, input],
          queryFn: ({ signal }: { signal: AbortSignal }) => {
            const procedures = api[domain as keyof Api] as unknown as Record<string, AnyCall>;
            return procedures[name]?.(input, { signal });
          },
        }),
      },
    ),
});

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The core says what changed (changes.ts): nothing needs to be asked again by time or focus.
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      networkMode: 'always',
      retry: (failures, error) => isConnectionError(error) && failures < 5,
    },
    mutations: { networkMode: 'always' },
  },
});
