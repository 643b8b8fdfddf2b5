import { cancelling } from './cancelling.ts';
import { compressing } from './compressing.ts';
import { connecting } from './connecting.ts';
import { failing } from './failing.ts';
import { inserting } from './inserting.ts';
import { parameters } from './parameters.ts';
import { selecting } from './selecting.ts';
import { sessions } from './sessions.ts';
import { streaming } from './streaming.ts';

/** What the documentation of `@clickhouse/client` shows, as far as it concerns the server. */
export const examples = [
  ...connecting,
  ...inserting,
  ...selecting,
  ...parameters,
  ...streaming,
  ...compressing,
  ...sessions,
  ...failing,
  ...cancelling,
];

export type { Context, Example } from './example.ts';
