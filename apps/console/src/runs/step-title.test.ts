import { expect, it } from 'vitest';
import { language } from '../language/language.ts';
import { stepTitle } from './run-state.ts';

it.each([
  [{ kind: 'base', title: 'Known profiles' }, 'Bekannte Profile'],
  [{ kind: 'timelines', title: 'New events of product.view' }, 'Neue Ereignisse: product.view'],
  [{ kind: 'leaves', title: '1 rule on transaction.charge' }, '1 Regel zu transaction.charge'],
  [{ kind: 'leaves', title: '1,204 rules on all' }, '1,204 rules on all'],
  [{ kind: 'leaves', title: '3 rules on product.view, attributes' }, '3 Regeln zu product.view, Attributen'],
  [{ kind: 'metrics', title: '3 metrics' }, '3 Kennzahlen'],
  [{ kind: 'segments', title: '12 segments' }, '12 Segmente'],
  [{ kind: 'segments', title: '2 rules on the road' }, '2 rules on the road'],
  [{ kind: 'publish', title: 'Publish' }, 'Veröffentlichen'],
] as const)('%o is called %s in German', (step, title) => {
  language.value = 'de';
  expect(stepTitle(step)).toBe(title);
});
