/** What a filter and an order are once understood. */

export type Kind = 'attribute' | 'metric' | 'param' | 'tag' | 'dataset';

export type Comparator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export type Test =
  | { readonly operator: Comparator; readonly value: number }
  | { readonly operator: '=' | '!=' | 'LIKE' | 'ILIKE'; readonly value: string }
  | { readonly operator: 'IN' | 'NOT IN'; readonly value: readonly string[] }
  | { readonly operator: 'IS NULL' | 'IS NOT NULL'; readonly value: null };

/** One comparison; a filter is a list of them, all of which must hold. `key` of an attribute is its own name, whatever alias was written. */
export interface Clause {
  readonly kind: Kind;
  readonly key: string;
  readonly test: Test;
}

export interface Order {
  readonly kind: Kind;
  readonly key: string;
  readonly ascending: boolean;
}
