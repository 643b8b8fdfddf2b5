import type { Definition, Segment } from '@cutline/segment-definition';
import { allItems, answer, client } from './client.ts';
import type { DefinitionDetail, DefinitionSummary, Distribution, MetricState, SegmentPreview } from './contract.ts';

export function listDefinitions(workspaceId: string): Promise<DefinitionSummary[]> {
  return allItems((cursor) =>
    answer(
      client.GET('/api/v1/workspaces/{workspaceId}/definitions', {
        params: { path: { workspaceId }, query: { limit: 1000, cursor } },
      }),
    ),
  ) as Promise<DefinitionSummary[]>;
}

export function getDefinition(workspaceId: string, definitionId: string): Promise<DefinitionDetail> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/definitions/{definitionId}', {
      params: { path: { workspaceId, definitionId } },
    }),
  ) as Promise<DefinitionDetail>;
}

export function publishDefinition(workspaceId: string, body: Definition): Promise<DefinitionDetail> {
  return answer(
    client.POST('/api/v1/workspaces/{workspaceId}/definitions', { params: { path: { workspaceId } }, body }),
  ) as Promise<DefinitionDetail>;
}

/** Publishes a new version; 409 `version-conflict` when `basedOn` is no longer the newest. */
export function publishVersion(
  workspaceId: string,
  definitionId: string,
  document: Definition,
  basedOn: number,
): Promise<DefinitionDetail> {
  return answer(
    client.PUT('/api/v1/workspaces/{workspaceId}/definitions/{definitionId}', {
      params: { path: { workspaceId, definitionId } },
      body: { document, basedOn },
    }),
  ) as Promise<DefinitionDetail>;
}

export async function deleteDefinition(workspaceId: string, definitionId: string): Promise<void> {
  await client.DELETE('/api/v1/workspaces/{workspaceId}/definitions/{definitionId}', {
    params: { path: { workspaceId, definitionId } },
  });
}

interface PreviewOf<T> {
  document: T;
  asOf?: string;
  /** A later preview with the same slot cancels this one, which then answers 409 `superseded`. */
  slot?: string;
}

const preview = (workspaceId: string, body: PreviewOf<Definition>, signal?: AbortSignal) =>
  answer(client.POST('/api/v1/workspaces/{workspaceId}/previews', { params: { path: { workspaceId } }, body, signal }));

export function previewSegment(
  workspaceId: string,
  body: PreviewOf<Segment>,
  signal?: AbortSignal,
): Promise<SegmentPreview> {
  return preview(workspaceId, body, signal) as Promise<SegmentPreview>;
}

/** How the values of an aggregate, an expression or a metric are spread, and what the metric is. */
export function previewValues(
  workspaceId: string,
  body: PreviewOf<Exclude<Definition, Segment>>,
  signal?: AbortSignal,
): Promise<Distribution> {
  return preview(workspaceId, body, signal) as Promise<Distribution>;
}

/** The distribution of a published metric, aggregate or expression at its last run. */
export function getHistogram(workspaceId: string, definitionId: string): Promise<Distribution> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/definitions/{definitionId}/histogram', {
      params: { path: { workspaceId, definitionId } },
    }),
  );
}

/** What a metric was after each run, oldest first. */
export function listMetricValues(workspaceId: string, definitionId: string): Promise<MetricState[]> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/definitions/{definitionId}/values', {
      params: { path: { workspaceId, definitionId } },
    }),
  );
}
