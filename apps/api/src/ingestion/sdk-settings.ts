import type { FastifyRequest } from 'fastify';
import type { SendingSource } from '../access/caller.ts';

/** What analytics-next asks for before it sends anything. */
export interface SegmentSettings {
  integrations: Record<string, unknown>;
  plan: { track: object; identify: object; group: object };
  edgeFunction: object;
  analyticsNextEnabled: true;
  metrics: { sampleRate: 0 };
}

/**
 * Tells analytics-next to send back to where it asked, and to load nothing else: any further integration would be a bundle from Segment’s
 * servers. `apiHost` is without a scheme, with the version.
 */
export function segmentSettings(
  writeKey: string,
  { protocol, host }: { protocol: string; host: string },
): SegmentSettings {
  return {
    integrations: { 'Segment.io': { apiKey: writeKey, apiHost: `${host}/v1`, protocol, unbundledIntegrations: [] } },
    plan: { track: {}, identify: {}, group: {} },
    edgeFunction: {},
    analyticsNextEnabled: true,
    metrics: { sampleRate: 0 },
  };
}

/** What RudderStack’s browser SDKs ask for: a source without destinations, and without reports to their makers. */
export function rudderSourceConfig(source: SendingSource, writeKey: string) {
  return {
    source: {
      id: source.id,
      name: source.name,
      writeKey,
      enabled: true,
      workspaceId: source.workspaceId,
      config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
      connections: [],
      destinations: [],
      dataplanes: {},
    },
    updatedAt: source.createdAt.toISOString(),
  };
}

/** Where a request reached us, for the page that sent it: https where people reach the installation so, or a trusted proxy says so. */
export function addressOf(request: FastifyRequest, publicUrl: string): { protocol: string; host: string } {
  const secure = request.protocol === 'https' || publicUrl.startsWith('https://');
  return { protocol: secure ? 'https' : 'http', host: request.host };
}
