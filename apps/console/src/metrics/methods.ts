import {
  exactQuantileMethod,
  quantileMethod,
  type ExactQuantileMethod,
  type QuantileMethod,
} from '@cutline/segment-definition';
import { t } from '../language/messages.ts';

interface Method<M> {
  value: M;
  label: string;
  help: string;
}

/** How a quantile is read between two values, for someone who has to choose one. */
export function methods(): Method<QuantileMethod>[] {
  return quantileMethod.options.map((value) => ({ value, ...t.metrics.methods[value] }));
}

export function exactMethods(): Method<ExactQuantileMethod>[] {
  return exactQuantileMethod.options.map((value) => ({ value, ...t.metrics.methods[value] }));
}
