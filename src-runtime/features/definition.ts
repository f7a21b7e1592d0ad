/** What a feature store is made of, checked and with every default filled in: what the offline join, the online store and the step SDK all go by. */
export type Scalar = string | number | boolean;

export interface FeatureStoreDefinition {
  store: string;
  description: string;
  owner: string;
  entities: { name: string; key: string; description: string }[];
  views: FeatureViewDefinition[];
}

export interface FeatureViewDefinition {
  name: string;
  /** The column that says whose features these are; the same in the source and in whoever asks. */
  key: string;
  entity: string;
  source: string;
  eventTime: string;
  /** When the lab came to know of an event; null: when it happened. */
  createdAt: string | null;
  /** Events with the same id are one event: the first that arrived counts. */
  eventId: string | null;
  /** Older than this, a last value says nothing any more. */
  ttlMs: number;
  owner: string;
  description: string;
  features: FeatureDefinition[];
}

export type Aggregate = 'count' | 'sum' | 'mean' | 'min' | 'max' | 'distinct';
export type Transform = 'abs' | 'sqrt' | 'hour' | 'weekday' | 'missing';

export interface FeatureDefinition {
  name: string;
  /** Null: the last value known. */
  aggregate: Aggregate | null;
  /** Null: events are counted. */
  of: string | null;
  windowMs: number | null;
  where: Record<string, Scalar>;
  transform: Transform | null;
  description: string;
}

/** The first line of a snapshot (`online.jsonl`); each other line is a `SnapshotKey`. */
export interface SnapshotHead {
  definition: FeatureStoreDefinition;
  /** All that was known up to this moment is in it. */
  watermark: number | null;
}

export interface SnapshotKey {
  view: string;
  key: string;
  events: OnlineEvent[];
}

export type Value = Scalar | null;

/** An event as the online store keeps it: its times, and the value that each feature of the view takes from it. */
export interface OnlineEvent {
  at: number;
  /** When it was known, if later than `at`. */
  known: number;
  id?: string;
  /** By place in the view's features; null where the event has none, or `where` does not hold. */
  values: Value[];
}
