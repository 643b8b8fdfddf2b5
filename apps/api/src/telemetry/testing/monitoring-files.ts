import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

/** A file of the repository, by its path in it. */
export function repositoryFile(path: string): string {
  return readFileSync(fileURLToPath(new URL(`../../../../../${path}`, import.meta.url)), 'utf8');
}

const duration = z.string().regex(/^(\d+(ms|[smhdwy]))+$/);

/** Prometheus' rule files, as far as we use them (https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/). */
const ruleFile = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Cutline[A-Z]\w+$/),
          expr: z.string().min(1),
          for: duration.optional(),
          labels: z.strictObject({ severity: z.enum(['warning', 'critical']) }),
          annotations: z.strictObject({ summary: z.string().min(1), runbook: z.string() }),
        }),
      ),
    }),
  ),
});

const panel = z.object({
  title: z.string().min(1),
  type: z.enum(['row', 'stat', 'table', 'timeseries']),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  targets: z.array(z.object({ expr: z.string().min(1) })).optional(),
});

/** Of Grafana's dashboard what we rely on. */
const dashboard = z.object({ title: z.literal('Cutline'), panels: z.array(panel) });

export type Rule = z.infer<typeof ruleFile>['groups'][number]['rules'][number];

/** The alerts; throws where the file is not one of Prometheus. */
export function readRules(): Rule[] {
  return ruleFile.parse(parse(repositoryFile('infra/monitoring/alerts.yaml'))).groups.flatMap(({ rules }) => rules);
}

/** What the dashboard's panels ask for; throws where the file is none of Grafana. */
export function readExpressions(): string[] {
  const { panels } = dashboard.parse(JSON.parse(repositoryFile('infra/monitoring/dashboard.json')));
  return panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
}

/** Brackets and quotes that are closed in their order: what a slip leaves open. */
export function isBalanced(expression: string): boolean {
  const open: string[] = [];
  const closing: Record<string, string> = { '(': ')', '[': ']', '{': '}' };
  for (const sign of expression.replaceAll(/"(\\.|[^"\\])*"/g, '')) {
    if (sign in closing) open.push(closing[sign]!);
    else if (/[)\]}"]/.test(sign) && open.pop() !== sign) return false;
  }
  return open.length === 0;
}

/** Metrics that an expression names. `up` is Prometheus' own. */
export function metricsIn(expression: string): string[] {
  return expression.match(/\b(cutline|process|nodejs)_\w+/g) ?? [];
}
