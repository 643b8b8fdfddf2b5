import { aggregates } from '../aggregates/messages.en.ts';
import { problems } from '../api/messages.en.ts';
import { catalogue } from '../catalogue/messages.en.ts';
import { comparisons } from '../comparisons/messages.en.ts';
import { conditions } from '../conditions/messages.en.ts';
import { definitions } from '../definitions/messages.en.ts';
import { estimates } from '../estimates/messages.en.ts';
import { eventFilters } from '../event-filters/messages.en.ts';
import { exchangeRates } from '../exchange-rates/messages.en.ts';
import { expressions } from '../expressions/messages.en.ts';
import { figures } from '../figures/messages.en.ts';
import { home } from '../home/messages.en.ts';
import { identity } from '../identity/messages.en.ts';
import { imports } from '../imports/messages.en.ts';
import { metrics } from '../metrics/messages.en.ts';
import { page } from '../page/messages.en.ts';
import { privacy } from '../privacy/messages.en.ts';
import { profiles } from '../profiles/messages.en.ts';
import { refinement } from '../refinement/messages.en.ts';
import { runs } from '../runs/messages.en.ts';
import { segments } from '../segments/messages.en.ts';
import { settings } from '../settings/messages.en.ts';
import { shell } from '../shell/messages.en.ts';
import { signIn } from '../sign-in/messages.en.ts';
import { sources } from '../sources/messages.en.ts';
import { why } from '../why/messages.en.ts';
import { windows } from '../windows/messages.en.ts';
import { workspaces } from '../workspaces/messages.en.ts';

/** What the console says, in English. Every feature keeps its own texts; every other language has the same keys. */
export const en = {
  aggregates,
  problems,
  catalogue,
  comparisons,
  conditions,
  definitions,
  estimates,
  eventFilters,
  exchangeRates,
  expressions,
  figures,
  home,
  identity,
  imports,
  metrics,
  page,
  privacy,
  profiles,
  refinement,
  runs,
  segments,
  settings,
  shell,
  signIn,
  sources,
  why,
  windows,
  workspaces,
};
