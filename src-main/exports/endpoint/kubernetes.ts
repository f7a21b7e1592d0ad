/** An endpoint on Kubernetes: Deployment with rolling updates and probes, Service, HPA, Ingress, a budget of disruptions, a closed network. */
import { type ExportFile, yamlFile } from '../files.ts';
import { podSecurity } from '../hardening.ts';
import { containerOf, labelsOf, volumesOf } from './container.ts';
import type { EndpointSubject } from './subject.ts';

export const replicas = { min: 2, max: 10 };

export function kubernetesFiles(subject: EndpointSubject, about: string): ExportFile[] {
  const { name } = subject;
  const metadata = { name, labels: labelsOf(subject) };
  const matchLabels = { 'app.kubernetes.io/name': name };
  const documents: Record<string, object> = {
    deployment: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        // How many there are is the HPA's to say: without `replicas` an apply changes nothing of it.
        revisionHistoryLimit: 5,
        progressDeadlineSeconds: 120,
        selector: { matchLabels },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
        template: {
          metadata: {
            labels: labelsOf(subject),
            annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '8080', 'prometheus.io/path': '/metrics' },
          },
          spec: {
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            terminationGracePeriodSeconds: 30,
            securityContext: podSecurity,
            topologySpreadConstraints: [
              { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels } },
            ],
            // A pod that goes is asked for a moment longer, until nobody knows it any more: no request meets a closed door.
            containers: [{ ...containerOf(subject, 'model'), lifecycle: { preStop: { sleep: { seconds: 5 } } } }],
            volumes: volumesOf(subject),
          },
        },
      },
    },
    service: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { type: 'ClusterIP', selector: matchLabels, ports: [{ name: 'http', port: 80, targetPort: 'http1', protocol: 'TCP' }] },
    },
    hpa: {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata,
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        minReplicas: replicas.min,
        maxReplicas: replicas.max,
        metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }],
        behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
      },
    },
    ingress: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata,
      spec: {
        ingressClassName: 'nginx',
        rules: [
          {
            host: `${name}.example.com`,
            http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name, port: { name: 'http' } } } }] },
          },
        ],
      },
    },
    pdb: { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec: { minAvailable: 1, selector: { matchLabels } } },
    networkpolicy: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata,
      // As here: it answers, and reaches nobody by itself (no rule for what leaves; an empty list would be dropped, and seen as a change each time).
      spec: {
        podSelector: { matchLabels },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ ports: [{ protocol: 'TCP', port: 'http1' }] }],
      },
    },
  };
  return [
    ...Object.entries(documents).map(([file, document]) => yamlFile(`${file}.yaml`, about, document)),
    yamlFile('kustomization.yaml', about, {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: Object.keys(documents).map((file) => `${file}.yaml`),
    }),
  ];
}
