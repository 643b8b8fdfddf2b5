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
export const places: Place[] = [
  { label: 'Overview', icon: 'i-lucide-house', route: 'home', under: [], about: 'What is here and what to do next' },
  {
    label: 'Segments',
    icon: 'i-lucide-users',
    route: 'segments',
    under: ['segment', 'segment-edit', 'segment-new'],
    about: 'Groups of customers, kept right',
  },
  {
    label: 'Metrics',
    icon: 'i-lucide-chart-column-decreasing',
    route: 'metrics',
    under: ['metric', 'metric-edit', 'metric-new'],
    about: 'The lines that data draws',
  },
  {
    label: 'Expressions',
    icon: 'i-lucide-square-function',
    route: 'expressions',
    under: ['expression', 'expression-edit', 'expression-new'],
    about: 'Formulas for each customer',
  },
  {
    label: 'Aggregates',
    icon: 'i-lucide-sigma',
    route: 'aggregates',
    under: ['aggregate', 'aggregate-edit', 'aggregate-new'],
    about: 'One value for each customer',
  },
  {
    label: 'Profiles',
    icon: 'i-lucide-contact',
    route: 'profiles',
    under: ['profile'],
    about: 'Customers, one by one',
  },
];

export const workPlaces: Place[] = [
  {
    label: 'Imports',
    icon: 'i-lucide-file-up',
    route: 'imports',
    under: ['import', 'import-new'],
    about: 'Bring your own data',
  },
  { label: 'Runs', icon: 'i-lucide-activity', route: 'runs', under: ['run'], about: 'When everything was computed' },
  {
    label: 'Settings',
    icon: 'i-lucide-settings',
    route: 'settings',
    under: ['settings-workspace', 'settings-keys', 'settings-people'],
    about: 'Workspace, API keys, people',
  },
];
