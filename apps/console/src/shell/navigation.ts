import { t } from '../language/messages.ts';

export interface Place {
  label: string;
  icon: string;
  /** Name of the route, and of those under it (`segment`, `segment-edit`). */
  route: string;
  under: string[];
  /** What it is for, for the command palette. */
  about: string;
}

/** Every page one can go to from anywhere, in the sidebar's order. */
export const places = (): Place[] => [
  { label: t.shell.places.overview, icon: 'i-lucide-house', route: 'home', under: [], about: t.shell.about.overview },
  {
    label: t.shell.places.segments,
    icon: 'i-lucide-users',
    route: 'segments',
    under: ['segment', 'segment-edit', 'segment-new'],
    about: t.shell.about.segments,
  },
  {
    label: t.shell.places.metrics,
    icon: 'i-lucide-chart-column-decreasing',
    route: 'metrics',
    under: ['metric', 'metric-edit', 'metric-new'],
    about: t.shell.about.metrics,
  },
  {
    label: t.shell.places.expressions,
    icon: 'i-lucide-square-function',
    route: 'expressions',
    under: ['expression', 'expression-edit', 'expression-new'],
    about: t.shell.about.expressions,
  },
  {
    label: t.shell.places.aggregates,
    icon: 'i-lucide-sigma',
    route: 'aggregates',
    under: ['aggregate', 'aggregate-edit', 'aggregate-new'],
    about: t.shell.about.aggregates,
  },
  {
    label: t.shell.places.profiles,
    icon: 'i-lucide-contact',
    route: 'profiles',
    under: ['profile'],
    about: t.shell.about.profiles,
  },
];

/** The pages of the work behind them, which stand at the sidebar's foot. */
export const workPlaces = (): Place[] => [
  {
    label: t.shell.places.sources,
    icon: 'i-lucide-radio-tower',
    route: 'sources',
    under: ['source'],
    about: t.shell.about.sources,
  },
  {
    label: t.shell.places.imports,
    icon: 'i-lucide-file-up',
    route: 'imports',
    under: ['import', 'import-new'],
    about: t.shell.about.imports,
  },
  {
    label: t.shell.places.privacy,
    icon: 'i-lucide-shield-user',
    route: 'privacy',
    under: [],
    about: t.shell.about.privacy,
  },
  {
    label: t.shell.places.identity,
    icon: 'i-lucide-merge',
    route: 'identity',
    under: [],
    about: t.shell.about.identity,
  },
  { label: t.shell.places.runs, icon: 'i-lucide-activity', route: 'runs', under: ['run'], about: t.shell.about.runs },
  {
    label: t.shell.places.settings,
    icon: 'i-lucide-settings',
    route: 'settings',
    under: [
      'settings-workspace',
      'settings-exchange-rates',
      'settings-exchange-rates-import',
      'settings-keys',
      'settings-people',
    ],
    about: t.shell.about.settings,
  },
];
