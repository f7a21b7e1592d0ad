/** `endpoint`: one route of MLflow's REST protocol as data: where it is, what it takes, what it does. The OpenAPI document is made of the same. */
import type { z } from 'zod';

/** JSON that is ready to be sent: what a reader thread has already written. */
export class JsonText {
  readonly text: string | Uint8Array;

  constructor(text: string | Uint8Array) {
    this.text = text;
  }
}

export interface Endpoint<Input extends z.ZodType = z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/api/2.0` and `/ajax-api/2.0`; parameters as `:name`. */
  readonly path: string;
  /** Fields of the path, the query string (GET) or the JSON body (any other method), together. Unknown fields are ignored. */
  readonly input: Input;
  /** Checks in place of `input`, by hand, where a call of a thousand parts must not cost more than writing them. */
  readonly read?: (fields: Record<string, unknown>) => z.infer<Input>;
  handle(input: z.infer<Input>): object | undefined | Promise<object | undefined>;
}

export function endpoint<Input extends z.ZodType>(
  method: Endpoint['method'],
  path: string,
  input: Input,
  handle: (input: z.infer<Input>) => object | undefined | Promise<object | undefined>,
  read?: (fields: Record<string, unknown>) => z.infer<Input>,
): Endpoint {
  // Each endpoint is checked against its own input before `handle` sees it (server.ts), so the list of them may forget the type.
  return { method, path, input, handle, ...(read && { read }) } as Endpoint;
}
