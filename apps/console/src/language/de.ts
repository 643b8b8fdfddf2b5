import { aggregates } from '../aggregates/messages.de.ts';
import { problems } from '../api/messages.de.ts';
import { catalogue } from '../catalogue/messages.de.ts';
import { comparisons } from '../comparisons/messages.de.ts';
import { conditions } from '../conditions/messages.de.ts';
import { definitions } from '../definitions/messages.de.ts';
import { estimates } from '../estimates/messages.de.ts';
import { eventFilters } from '../event-filters/messages.de.ts';
import { exchangeRates } from '../exchange-rates/messages.de.ts';
import { expressions } from '../expressions/messages.de.ts';
import { figures } from '../figures/messages.de.ts';
import { home } from '../home/messages.de.ts';
import { identity } from '../identity/messages.de.ts';
import { imports } from '../imports/messages.de.ts';
import { metrics } from '../metrics/messages.de.ts';
import { page } from '../page/messages.de.ts';
import { privacy } from '../privacy/messages.de.ts';
import { profiles } from '../profiles/messages.de.ts';
import { refinement } from '../refinement/messages.de.ts';
import { runs } from '../runs/messages.de.ts';
import { segments } from '../segments/messages.de.ts';
import { settings } from '../settings/messages.de.ts';
import { shell } from '../shell/messages.de.ts';
import { signIn } from '../sign-in/messages.de.ts';
import { sources } from '../sources/messages.de.ts';
import { why } from '../why/messages.de.ts';
import { windows } from '../windows/messages.de.ts';
import { workspaces } from '../workspaces/messages.de.ts';

/** What the console says, in German. */
export const de = {
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
