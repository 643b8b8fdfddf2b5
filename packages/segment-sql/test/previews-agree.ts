import { evaluate, walkConditions, type Segment } from '@cutline/segment-definition';
import {
  compileMetricPreview,
  compileSegmentPreview,
  compileWhy,
  type BoundaryRow,
  type MetricRow,
  type RefinedPreviewRow,
  type SegmentPreviewRow,
  type WhyRow,
} from '../src/index.ts';
import { agreeOn } from './disagreement.ts';
import { read, type Evaluated } from './values-agree.ts';

/**
 * Whether what is said outside of a run agrees: the counts of each rule of the last segment, with the members of other segments taken
 * from what the first run published or from their rules; the last metric; and why each profile is a member or not.
 */
export async function previewsAgree(evaluated: Evaluated): Promise<void> {
  const { documents, meaning } = evaluated;
  const published = new Map([...meaning.segments.keys()].map((id) => [id, 1] as const));
  const last = [...documents].findLast(([, each]) => each.kind === 'segment');
  if (last?.[1].kind === 'segment') {
    const segment = { id: last[0], document: last[1] };
    for (const heads of [published, new Map<string, number>()]) await segmentAgrees(segment, heads, evaluated);
    await whyAgrees(segment, published, evaluated);
  }
  const metric = [...documents].findLast(([, each]) => each.kind === 'metric');
  if (metric?.[1].kind !== 'metric') return;
  const statement = compileMetricPreview(metric[1], {
    ...evaluated.evaluation,
    definitions: documents,
    heads: published,
  });
  const [row] = await read<MetricRow>(evaluated, statement);
  agreeOn('preview of a metric', metric[0], row?.value, meaning.metrics.get(metric[0])!.value?.toFixed() ?? null);
}

async function segmentAgrees(
  { id, document }: { id: string; document: Segment },
  heads: ReadonlyMap<string, number>,
  evaluated: Evaluated,
): Promise<void> {
  const { documents, meaning, evaluation } = evaluated;
  const { statement, refined } = compileSegmentPreview(document, { ...evaluation, definitions: documents, heads });
  const [row] = await read<SegmentPreviewRow>(evaluated, statement);
  const { members, afterRules, boundary } = meaning.segments.get(id)!;
  const base = baseOf(document, evaluated);
  const counts = [...walkConditions(document.where)].map(
    ([, node]) => `${base.filter((profile) => meaning.holds(node, profile)).length}`,
  );
  const expected = { base: `${base.length}`, afterRules: `${afterRules.size}`, counts, sample: ascending(afterRules) };
  agreeOn('preview', id, row, expected);
  if (!refined) return;
  const [kept] = await read<RefinedPreviewRow>(evaluated, refined.members);
  agreeOn('preview of a refinement', id, kept, { members: `${members.size}`, sample: ascending(members) });
  const [line] = await read<BoundaryRow>(evaluated, refined.boundary);
  agreeOn('preview of a line', id, line?.line ?? null, boundary?.line?.toFixed() ?? null);
}

/** The rules one by one, for one for whom they hold and one for whom they do not. */
async function whyAgrees(
  { id, document }: { id: string; document: Segment },
  heads: ReadonlyMap<string, number>,
  evaluated: Evaluated,
): Promise<void> {
  const { documents, meaning, evaluation } = evaluated;
  const nodes = [...walkConditions(document.where)];
  const base = baseOf(document, evaluated);
  const { afterRules } = meaning.segments.get(id)!;
  const asked = [base.find((each) => afterRules.has(each)), base.find((each) => !afterRules.has(each))];
  for (const profile of asked.filter((each) => each !== undefined)) {
    const { statement, paths } = compileWhy(document, profile, { ...evaluation, definitions: documents, heads });
    const [row] = await read<WhyRow>(evaluated, statement);
    const byPath = (holds: (0 | 1 | undefined)[]) => Object.fromEntries(paths.map((path, i) => [path, holds[i]]));
    const expected = nodes.map(([, node]) => (meaning.holds(node, profile) ? 1 : 0));
    agreeOn('why', `${id}, profile ${profile}`, byPath(row!.holds), byPath(expected));
  }
}

/** Who could be a member of a segment. */
function baseOf(document: Segment, { world, evaluation }: Evaluated): number[] {
  const everyone: Segment = { ...document, where: { type: 'all', of: [] }, refine: undefined };
  return [...evaluate(new Map([['everyone', everyone]]), world, evaluation).segments.get('everyone')!.members];
}

function ascending(profiles: Set<number>): number[] {
  return [...profiles].sort((a, b) => a - b).slice(0, 10);
}
