import type { Definition } from '@cutline/segment-definition';

export type Role = 'admin' | 'editor' | 'viewer';

export interface Workspace {
  id: string;
  organisationId: string;
  name: string;
  /** IANA name. */
  timeZone: string;
  /** ISO 4217 code. */
  currency: string;
  demo: boolean;
  /** Minutes between scheduled runs. */
  recomputeEvery: number;
  createdAt: string;
  profiles: number;
  events: number;
  known: number;
}

export interface Organisation {
  id: string;
  name: string;
  role: Role;
}

export interface Me {
  user: { id: string; name: string; email: string } | null;
  organisations: Organisation[];
  workspaces: Workspace[];
}

export type ComponentState = 'ready' | 'starting' | 'fetching' | 'building' | 'failed' | 'down';

export interface Health {
  status: 'ok' | 'degraded' | 'starting';
  components: Record<string, { state: ComponentState; message?: string | null; since?: string | null }>;
}

export interface Person {
  id: string;
  name: string;
  email: string;
  role: Role;
}

export type DefinitionKind = Definition['kind'];

export interface SegmentSize {
  asOf: string;
  members: number;
}

export interface SegmentState {
  status: 'pending' | 'current' | 'stale';
  members: number | null;
  share: number | null;
  asOf: string | null;
  run: number | null;
  change7d: number | null;
  sizes: SegmentSize[];
  error?: { title?: string; detail?: string } | null;
}

export interface MetricState {
  value: string | null;
  asOf: string;
  run: number;
  profiles: number;
  below: number;
  on: number;
  above: number;
}

export interface DefinitionSummary {
  id: string;
  kind: DefinitionKind;
  name: string;
  version: number;
  document: Definition;
  sentence: string;
  usedBy: number;
  createdAt: string;
  updatedAt: string;
  createdBy: { id: string; name: string } | null;
  segment?: SegmentState | null;
  metric?: MetricState | null;
}

export interface DefinitionVersion {
  version: number;
  createdAt: string;
  createdBy: { id: string; name: string } | null;
  document: Definition;
}

export interface DefinitionDetail extends DefinitionSummary {
  versions: DefinitionVersion[];
  references: { id: string; kind: DefinitionKind; name: string; path: string }[];
  dependants: { id: string; kind: DefinitionKind; name: string }[];
}

export interface SegmentPreview {
  asOf: string;
  known: number;
  thresholdsOfRun: number | null;
  base: number;
  /** How many hold for each node of the tree, by its JSON pointer. */
  counts: Record<string, number>;
  members: number;
  elapsedMs: number;
  warnings: (string | { message: string })[];
}

export interface HistogramBar {
  from: string;
  to: string;
  profiles: number;
}

/** How profiles are spread over the values of an aggregate, and where a metric's value lies among them. */
export interface Distribution {
  asOf: string;
  known: number;
  value: string | null;
  profiles: number;
  below: number;
  on: number;
  above: number;
  histogram: HistogramBar[];
  summary: { min: string | null; max: string | null; mean: string | null; zero: number } | null;
}

export interface Member {
  profile: number;
  customId: string | null;
  email: string | null;
  attributes: Record<string, unknown>;
}

export interface MembersPage {
  items: Member[];
  nextCursor: string | null;
  total: number;
  asOf: string | null;
  run: number | null;
}

export interface MembershipChange {
  profile: number;
  customId: string | null;
  email: string | null;
  change: 'entered' | 'left';
  at: string;
  run: number;
  version: number;
  reason: string | null;
}

export interface SizePoint {
  run: number;
  asOf: string;
  version: number;
  members: number;
  entered: number;
  left: number;
}

export interface ProfileSummary {
  profile: number;
  customId: string | null;
  email: string | null;
  phone: string | null;
  attributes: Record<string, unknown>;
}

export interface ProfileDetail {
  profile: number;
  identifiers: { kind: string; value: string }[];
  attributes: Record<string, unknown>;
  consents: Record<string, unknown> | { channel: string; state: string }[];
  firstEvent: string | null;
  lastEvent: string | null;
  events: number;
  segments: { id: string; name: string; since: string | null; run: number | null }[];
  aggregates: { id: string; name: string; value: string | number | null }[];
}

export interface ProfileEvent {
  messageId: string;
  action: string;
  time: string;
  receivedAt: string;
  batch: number;
  source: string | null;
  revenue: string | null;
  currency: string | null;
  orderId: string | null;
  products: unknown;
  parameters: Record<string, unknown>;
}

export interface Action {
  action: string;
  events: number;
  profiles: number;
  firstSeen: string | null;
  lastSeen: string | null;
  parameters: { name: string; type: string; share: number }[];
}

export type RunStatus = 'running' | 'completed' | 'failed' | 'cancelled' | 'queued';

export interface RunStep {
  position: number;
  kind: 'base' | 'leaves' | 'metric' | 'segment' | 'publish';
  title: string;
  definitionId: string | null;
  status: 'waiting' | 'running' | 'completed' | 'failed' | 'skipped';
  startedAt: string | null;
  finishedAt: string | null;
  error: { title?: string; detail?: string; message?: string } | null;
}

export interface Run {
  id: string;
  number: number;
  trigger: 'manual' | 'schedule' | 'import' | 'publish' | 'demo';
  status: RunStatus;
  asOf: string;
  known: number;
  startedAt: string;
  finishedAt: string | null;
  error: { title?: string; detail?: string; message?: string } | null;
  steps?: RunStep[];
  changes?: { entered: number; left: number } | null;
}

export type Scope =
  | 'definitions:read'
  | 'definitions:write'
  | 'profiles:read'
  | 'events:write'
  | 'runs:read'
  | 'runs:write'
  | 'workspace:admin';

export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  scopes: Scope[];
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string | null;
}

export type ParameterType = 'string' | 'number' | 'integer' | 'boolean' | 'datetime';
export type TimeFormat = 'iso' | 'date' | 'unix' | 'unixMillis' | 'dmy' | 'mdy';

/** Which column of a file is what. */
export interface Mapping {
  delimiter: string;
  encoding: 'utf-8' | 'windows-1252' | 'utf-16le';
  action: { column: string } | { constant: string };
  time: { column: string; format: TimeFormat; timeZone: string };
  identifiers: { customId?: string; email?: string; phone?: string };
  messageId?: string;
  revenue?: string;
  currency?: { column: string } | { constant: string };
  orderId?: string;
  parameters: { column: string; name: string; type: ParameterType }[];
}

export interface SampleColumn {
  name: string;
  guess: string;
  type: string;
  examples: string[];
}

export interface SampleRow {
  line: number;
  event?: Record<string, unknown>;
  reject?: Reject;
}

export interface ImportSample {
  encoding: Mapping['encoding'];
  delimiter: string;
  columns: SampleColumn[];
  suggestedMapping: Mapping | null;
  rows: SampleRow[];
}

export interface Reject {
  line?: number;
  code: string;
  message: string;
  column: string | null;
  raw?: string;
}

export interface Import {
  id: string;
  fileName: string;
  bytes: number;
  checksum: string;
  status: 'uploaded' | 'running' | 'completed' | 'failed' | 'cancelled';
  mapping: Mapping | null;
  position: number;
  accepted: number;
  rejected: number;
  error: { title?: string; detail?: string; message?: string } | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  duplicateOf: string | null;
  progress: { share: number; rowsPerSecond: number | null; secondsLeft: number | null } | null;
}
