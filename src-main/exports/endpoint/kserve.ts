/** An endpoint as an InferenceService of KServe: our own server behind its V2 protocol. */
import { type ExportFile, yamlFile } from '../files.ts';
import { podSecurity } from '../hardening.ts';
import { containerOf, labelsOf, volumesOf } from './container.ts';
import { replicas } from './kubernetes.ts';
import type { EndpointSubject } from './subject.ts';

export function kserveFiles(subject: EndpointSubject, about: string): ExportFile[] {
  // Knative starts a pod when its readiness says so, and takes no start-up probe from everybody.
  const { startupProbe: _, ...container } = containerOf(subject, 'kserve-container');
  return [
    yamlFile('inferenceservice.yaml', about, {
      apiVersion: 'serving.kserve.io/v1beta1',
      kind: 'InferenceService',
      metadata: { name: subject.name, labels: labelsOf(subject) },
      spec: {
        predictor: {
          minReplicas: replicas.min,
          maxReplicas: replicas.max,
          scaleMetric: 'concurrency',
          scaleTarget: 10,
          timeout: 60,
          automountServiceAccountToken: false,
          securityContext: podSecurity,
          containers: [container],
          volumes: volumesOf(subject),
        },
      },
    }),
  ];
}
