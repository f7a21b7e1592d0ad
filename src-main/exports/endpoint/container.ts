/** The container that answers, as a pod names it: the same in a Deployment and in an InferenceService. */
import { containerSecurity, mebibytes, podResources, tmpBytes } from '../hardening.ts';
import { type EndpointSubject, port } from './subject.ts';

export function labelsOf({ name, version }: EndpointSubject): Record<string, string> {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/version': version.replace(/[^\w.-]/g, '-').slice(0, 63),
    'app.kubernetes.io/part-of': 'bancada',
    'app.kubernetes.io/managed-by': 'bancada',
  };
}

const get = (path: string) => ({ httpGet: { path, port: 'http1' } });

/** The port is named as Knative wants it. */
export function containerOf({ image, limits }: EndpointSubject, name: string): Record<string, unknown> {
  return {
    name,
    image,
    imagePullPolicy: 'IfNotPresent',
    ports: [{ name: 'http1', containerPort: port, protocol: 'TCP' }],
    resources: podResources(limits),
    securityContext: containerSecurity(limits),
    startupProbe: { ...get('/livez'), periodSeconds: 1, failureThreshold: 60 },
    livenessProbe: { ...get('/livez'), periodSeconds: 10, timeoutSeconds: 2, failureThreshold: 3 },
    readinessProbe: { ...get('/readyz'), periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 2 },
    volumeMounts: [
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'out', mountPath: '/lab/out' },
    ],
  };
}

export function volumesOf({ limits }: EndpointSubject): Record<string, unknown>[] {
  return [
    { name: 'tmp', emptyDir: { sizeLimit: mebibytes(tmpBytes) } },
    { name: 'out', emptyDir: { sizeLimit: mebibytes(limits.diskBytes) } },
  ];
}
