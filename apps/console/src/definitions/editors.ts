import { defineAsyncComponent, type Component } from 'vue';
import type { DefinitionKind } from '../api/contract.ts';
import LinesSkeleton from '../page/LinesSkeleton.vue';

/** Kinds that are made in a form beside a preview; segments have a builder of their own. */
export type FormKind = Exclude<DefinitionKind, 'segment'>;

const editor = (loader: () => Promise<Component>): Component =>
  defineAsyncComponent({ loader, loadingComponent: LinesSkeleton, delay: 100 });

/** Each takes `published`, `name` and `narrow`, and emits `published`. */
export const editors: Record<FormKind, Component> = {
  aggregate: editor(() => import('../aggregates/AggregateEditor.vue')),
  expression: editor(() => import('../expressions/ExpressionEditor.vue')),
  metric: editor(() => import('../metrics/MetricEditor.vue')),
};
