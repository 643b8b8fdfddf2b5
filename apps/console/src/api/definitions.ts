import type { Aggregate, Definition, Metric, Segment } from '@cutline/segment-definition';
import type { DefinitionDetail, DefinitionSummary, Distribution, SegmentPreview } from './contract.ts';
import { allItems, send } from './request.ts';

const root = (workspace: string): string => `/api/v1/workspaces/${workspace}/definitions`;

export function listDefinitions(workspace: string): Promise<DefinitionSummary[]> {
  return allItems(root(workspace));
}

export function getDefinition(workspace: string, id: string): Promise<DefinitionDetail> {
  return send('GET', `${root(workspace)}/${id}`);
}

export function publishDefinition(workspace: string, document: Definition): Promise<DefinitionDetail> {
  return send('POST', root(workspace), { body: document });
}

/** Publishes a new version; 409 `version-conflict` when `basedOn` is no longer the newest. */
export function publishVersion(workspace: string, id: string, document: Definition, basedOn: number): Promise<DefinitionDetail> {
  return send('PUT', `${root(workspace)}/${id}`, { body: { document, basedOn } });
}

export function deleteDefinition(workspace: string, id: string): Promise<void> {
  return send('DELETE', `${root(workspace)}/${id}`);
}

interface PreviewOf<T> {
  document: T;
  asOf?: string;
  /** A later preview with the same slot cancels this one, which then answers 409 `superseded`. */
  slot?: string;
}

export function previewSegment(workspace: string, preview: PreviewOf<Segment>, signal?: AbortSignal): Promise<SegmentPreview> {
  return send('POST', `/api/v1/workspaces/${workspace}/previews`, { body: preview, signal });
}

export function previewDistribution(
  workspace: string,
  preview: PreviewOf<Metric | Aggregate>,
  signal?: AbortSignal,
): Promise<Distribution> {
  return send('POST', `/api/v1/workspaces/${workspace}/previews`, { body: preview, signal });
}

/** A published metric's or aggregate's distribution at its last run. */
export function getHistogram(workspace: string, id: string): Promise<Distribution> {
  return send('GET', `${root(workspace)}/${id}/histogram`);
}
