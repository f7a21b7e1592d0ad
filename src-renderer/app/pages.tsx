/**
 * The pages, in the order of the rail. To add one: a component with a default export in `features/<name>/`, a line here, its label in
 * `i18n/<language>/nav.json`. A page that is not here has no address, no rail item and no line in the palette.
 */
import {
  Activity,
  BookOpen,
  Box,
  BriefcaseBusiness,
  CalendarClock,
  ChartNoAxesColumn,
  Cloud,
  Database,
  FlaskConical,
  House,
  Layers,
  Layers2,
  type LucideIcon,
  MapIcon,
  Radio,
  Scale,
  Settings,
  Sparkles,
  TestTubes,
  Workflow,
} from 'lucide-react';
import type { ComponentType } from 'react';
import Home from '../features/home/home-page.tsx';
import { lazily } from '../lib/lazily.ts';
import { paths } from './paths.ts';

export interface Page {
  id: string;
  href: string;
  /** wouter patterns; the first that fits wins. */
  routes: [pattern: string, component: ComponentType][];
  icon: LucideIcon;
  group: 'learn' | 'lab' | 'app';
}

const Automation = lazily(() => import('../features/automation/automation-page.tsx'));
const CloudPage = lazily(() => import('../features/cloud/cloud-page.tsx'));
const Ci = lazily(() => import('../features/ci/ci-page.tsx'));
const Architectures = lazily(() => import('../features/architectures/architectures-page.tsx'));
const Architecture = lazily(() => import('./architecture-route.tsx'));
const Lab = lazily(() => import('../features/lab/lab-page.tsx'));
const Career = lazily(() => import('../features/career/career-page.tsx'));
const Compare = lazily(() => import('../features/compare/compare-page.tsx'));
const CompareRuns = lazily(() => import('../features/lab/compare/compare-page.tsx'));
const Run = lazily(() => import('../features/lab/run-page.tsx'));
const Experiments = lazily(() => import('../features/experiments/experiments-page.tsx'));
const ExperimentRun = lazily(() => import('../features/run/run-page.tsx'));
const Automl = lazily(() => import('../features/automl/automl-page.tsx'));
const Features = lazily(() => import('../features/features/features-page.tsx'));
const Data = lazily(() => import('../features/data/data-page.tsx'));
const DataSet = lazily(() => import('../features/data/set-page.tsx'));
const Lineage = lazily(() => import('../features/lineage/lineage-page.tsx'));
const Models = lazily(() => import('../features/models/models-page.tsx'));
const Model = lazily(() => import('../features/models/model-page.tsx'));
const Monitoring = lazily(() => import('../features/monitoring/monitoring-page.tsx'));
const Alerting = lazily(() => import('../features/alerting/alerting-page.tsx'));
const Simulator = lazily(() => import('../features/simulator/simulator-page.tsx'));
const Review = lazily(() => import('../features/review/review-page.tsx'));
const Progress = lazily(() => import('../features/progress/progress-page.tsx'));
const Roadmap = lazily(() => import('../features/roadmap/roadmap-page.tsx'));
const Services = lazily(() => import('../features/services/services-page.tsx'));
const Service = lazily(() => import('../features/services/service-page.tsx'));
const SettingsPage = lazily(() => import('../features/settings/settings-page.tsx'));
const Wire = lazily(() => import('../features/wire/wire-page.tsx'));

export const pages: Page[] = [
  { id: 'home', href: paths.home(), icon: House, group: 'learn', routes: [['/', Home]] },
  {
    id: 'architectures',
    href: paths.architectures(),
    icon: BookOpen,
    group: 'learn',
    routes: [
      ['/arquiteturas', Architectures],
      ['/arquiteturas/:id/:tab?/:section?', Architecture],
    ],
  },
  {
    id: 'lab',
    href: paths.lab(),
    icon: FlaskConical,
    group: 'lab',
    routes: [
      ['/laboratorio', Lab],
      ['/laboratorio/comparar/:a/:b', CompareRuns],
      ['/laboratorio/:runId', Run],
    ],
  },
  { id: 'automation', href: paths.automation(), icon: CalendarClock, group: 'lab', routes: [['/automacao/:tab?/:name?', Automation]] },
  { id: 'cloud', href: paths.cloud(), icon: Cloud, group: 'lab', routes: [['/nuvem/:plan?/:tab?', CloudPage]] },
  { id: 'ci', href: paths.ci(), icon: Workflow, group: 'lab', routes: [['/ci/:id?', Ci]] },
  {
    id: 'experiments',
    href: paths.experiments(),
    icon: TestTubes,
    group: 'lab',
    routes: [
      ['/experimentos/execucao/:runId/:tab?', ExperimentRun],
      ['/experimentos/lente/:runId?', Wire],
      ['/experimentos/:experimentId?', Experiments],
    ],
  },
  {
    id: 'data',
    href: paths.data(),
    icon: Database,
    group: 'lab',
    routes: [
      ['/dados', Data],
      ['/dados/:name/:version?', DataSet],
      ['/linhagem/:node?', Lineage],
    ],
  },
  {
    id: 'automl',
    href: paths.automl(),
    icon: Sparkles,
    group: 'lab',
    routes: [
      ['/automl', Automl],
      ['/automl/:searchId', Automl],
    ],
  },
  {
    id: 'features',
    href: paths.features(),
    icon: Layers2,
    group: 'lab',
    routes: [
      ['/atributos', Features],
      ['/atributos/:store', Features],
    ],
  },
  {
    id: 'models',
    href: paths.models(),
    icon: Box,
    group: 'lab',
    routes: [
      ['/modelos', Models],
      ['/modelos/:name/:version?', Model],
    ],
  },
  {
    id: 'services',
    href: paths.services(),
    icon: Radio,
    group: 'lab',
    routes: [
      ['/servicos', Services],
      ['/servicos/:name', Service],
    ],
  },
  {
    id: 'monitoring',
    href: paths.monitoring(),
    icon: Activity,
    group: 'lab',
    routes: [
      ['/monitoramento/:endpoint?', Monitoring],
      ['/alertas/:tab?', Alerting],
      ['/simulador/:endpoint?', Simulator],
    ],
  },
  { id: 'review', href: paths.review(), icon: Layers, group: 'app', routes: [['/revisao/:tab?', Review]] },
  { id: 'progress', href: paths.progress(), icon: ChartNoAxesColumn, group: 'app', routes: [['/progresso', Progress]] },
  { id: 'roadmap', href: paths.roadmap(), icon: MapIcon, group: 'app', routes: [['/roteiro/:tab?/:at?', Roadmap]] },
  { id: 'compare', href: paths.compare(), icon: Scale, group: 'app', routes: [['/comparar/:tab?/:chosen?', Compare]] },
  { id: 'career', href: paths.career(), icon: BriefcaseBusiness, group: 'app', routes: [['/carreira/:tab?/:at?', Career]] },
  { id: 'settings', href: paths.settings(), icon: Settings, group: 'app', routes: [['/configuracoes/:tab?/:at?', SettingsPage]] },
];
