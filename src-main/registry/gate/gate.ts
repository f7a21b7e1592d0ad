/** `createGate`: what a version has to show before an alias moves to it. Each check says what it saw and what it expected. */
import { BancadaError } from '../../contract/errors.ts';
import type { GateCheck, GateResult, ModelVersion, SignatureField, VersionLineage } from '../../contract/registry.ts';
import { bound, decidingMetric, isLowerBetter } from './metric.ts';

export interface GateQuestion {
  candidate: ModelVersion;
  /** Whom it is compared with; null when nobody holds the alias. */
  champion: ModelVersion | null;
  metric?: string | undefined;
  tolerance: number;
}

interface GateParts {
  lineage(version: ModelVersion): VersionLineage;
  /** Reads the model's folder; throws MODEL_FOLDER_INVALID or ARTIFACT_NOT_FOUND. */
  load(version: ModelVersion): void;
}

export function createGate(parts: GateParts) {
  return ({ candidate, champion, metric: asked, tolerance }: GateQuestion): GateResult => {
    const other = champion && champion.version !== candidate.version ? champion : null;
    const metric = asked ?? decidingMetric(candidate.metrics, other?.metrics ?? null);
    const { run, datasets, pipelineRunId } = parts.lineage(candidate);
    const checks: GateCheck[] = [
      metricCheck(candidate, other, metric, tolerance),
      signatureCheck(candidate, other),
      check('run', run?.runId ?? pipelineRunId),
      check('dataset', datasets.map(({ name, digest }) => `${name}@${digest}`).join(', ') || null),
      ...(candidate.servable || candidate.flavors.includes('bancada') ? [loadCheck(candidate)] : []),
      check('description', candidate.description.trim().slice(0, 200) || null),
    ];
    return { checks, passed: checks.every(({ ok }) => ok), against: other?.version ?? null, metric, tolerance };
  };

  function loadCheck(candidate: ModelVersion): GateCheck {
    try {
      parts.load(candidate);
      return { id: 'loads', ok: true, seen: candidate.algorithm, expected: null };
    } catch (error) {
      if (!(error instanceof BancadaError)) throw error;
      return { id: 'loads', ok: false, seen: [error.code, error.data.file].filter(Boolean).join(' '), expected: null };
    }
  }
}

/** Something has to be there. */
function check(id: GateCheck['id'], seen: string | null): GateCheck {
  return { id, ok: seen !== null, seen, expected: null };
}

/** The first champion needs a metric, so that the next one has something to beat. */
function metricCheck(candidate: ModelVersion, champion: ModelVersion | null, metric: string | null, tolerance: number): GateCheck {
  const seen = metric === null ? undefined : candidate.metrics[metric];
  const best = metric === null ? undefined : champion?.metrics[metric];
  const shown = seen === undefined ? null : number(seen);
  if (!champion) return { id: 'metric', ok: seen !== undefined, seen: shown, expected: null };
  if (metric === null || best === undefined) return { id: 'metric', ok: false, seen: shown, expected: null };
  const lower = isLowerBetter(metric);
  const limit = bound(best, tolerance, lower);
  const ok = seen !== undefined && (lower ? seen <= limit : seen >= limit);
  return { id: 'metric', ok, seen: shown, expected: `${lower ? '≤' : '≥'} ${number(limit)}` };
}

/** Whoever asks the champion has to be able to ask its successor. */
function signatureCheck(candidate: ModelVersion, champion: ModelVersion | null): GateCheck {
  const seen = columns(candidate.signature);
  const expected = champion && columns(champion.signature);
  return { id: 'signature', ok: seen !== '' && (!expected || seen === expected), seen: seen || null, expected: expected || null };
}

function columns(signature: readonly SignatureField[]): string {
  return signature.map(({ name, type, optional }) => `${name}: ${type}${optional ? '?' : ''}`).join(', ');
}

function number(value: number): string {
  return String(Number(value.toPrecision(6)));
}
