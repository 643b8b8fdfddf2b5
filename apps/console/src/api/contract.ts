/** The API's words as types, from its OpenAPI description. Documents of definitions are segment-definition's own. */
import type { components } from '@cutline/api-client';
import type { Definition } from '@cutline/segment-definition';

type Schemas = components['schemas'];

export type Role = Schemas['Role'];
export type Scope = Schemas['Scope'];
export type Workspace = Schemas['Workspace'];
export type Organisation = Schemas['Organisation'];
export type Me = Schemas['Me'];
export type Health = Schemas['Health'];
export type ComponentState = Schemas['ComponentState']['state'];
export type Person = Schemas['OrganisationMember'];
export type NewPerson = Schemas['NewOrganisationMember'];
export type ApiKey = Schemas['ApiKey'];
export type CreatedApiKey = Schemas['CreatedApiKey'];

export type DefinitionKind = Definition['kind'];
export type SegmentState = Schemas['SegmentState'];
export type SegmentFreshness = Schemas['SegmentFreshness'];
export type MetricState = Schemas['MetricState'];
export type DefinitionSummary = Omit<Schemas['DefinitionSummary'], 'document'> & { document: Definition };
export type DefinitionVersion = Omit<Schemas['DefinitionDetail']['versions'][number], 'document'> & {
  document: Definition;
};
export type DefinitionDetail = Omit<Schemas['DefinitionDetail'], 'document' | 'versions'> & {
  document: Definition;
  versions: DefinitionVersion[];
};

export type SegmentPreview = Schemas['SegmentPreview'];
/** How profiles are spread over values, and where a metric's value lies among them. */
export type Distribution = Omit<Schemas['Distribution'], 'run'>;
/** What a definition would add to each full run. */
export type Estimate = Schemas['Estimate'];
export type HistogramBar = Distribution['histogram'][number];
export type CommonValue = Distribution['common'][number];

export type Member = Schemas['Member'];
export type MembersPage = Schemas['MemberPage'];
export type MembershipChange = Schemas['MembershipChange'];
export type SizePoint = Schemas['SegmentSize'];
export type ProfileSummary = Schemas['ProfileSummary'];
export type ProfileDetail = Schemas['ProfileDetail'];
export type ProfileEvent = Schemas['Event'];
export type ProfileEventDays = Schemas['ProfileEventDays'];
export type IdentifierOf = Schemas['IdentifierOf'];
export type IdentityEnd = Schemas['IdentityEnd'];
export type IdentityConflict = Schemas['IdentityConflict'];
export type Actor = Schemas['Actor'];
export type IdentityMerge = Schemas['IdentityMerge'];
export type ProfileLink = Schemas['ProfileLink'];
export type SegmentStays = Schemas['SegmentStays'];
export type GivenValue = Schemas['GivenValue'];
export type ValueOrigin = Schemas['ValueOrigin'];
export type Why = Schemas['Why'];
export type WhyNode = Schemas['WhyNode'];
export type WhyRefinement = Schemas['WhyRefinement'];
export type Catalogue = Schemas['Catalogue'];

export type Run = Schemas['Run'];
export type RunStep = Schemas['RunStep'];
export type RunPlan = Schemas['RunPlan'];
export type PlanStatement = Schemas['PlanStatement'];
export type RunQuota = Schemas['RunQuota'];
export type Stream = Schemas['Stream'];
export type RequestedRun = Schemas['RequestedRun'];

export type Mapping = Schemas['ImportMapping'];
export type ParameterType = Mapping['parameters'][number]['type'];
export type ImportSample = Schemas['ImportSample'];
export type SampleColumn = ImportSample['columns'][number];
export type SampleRow = ImportSample['rows'][number];
export type Import = Schemas['Import'];
export type Reject = Schemas['ImportReject'];
export type ImportRejectCode = Schemas['ImportRejectCode'];
export type ImportLocation = Schemas['ImportLocation'];
export type NewImportLocation = Schemas['NewImportLocation'];
export type ImportPlaceEntry = Schemas['ImportPlaceEntry'];
export type ImportPlacePage = Schemas['ImportPlacePage'];
export type ImportFolderContents = Schemas['ImportFolderContents'];

export type CurrencyRate = Schemas['CurrencyRate'];
export type CurrencyCoverage = Schemas['CurrencyCoverage'];
export type CurrencyRateCheck = Schemas['CurrencyRateCheck'];
export type CurrencyRateImport = Schemas['CurrencyRateImport'];

export type Source = Schemas['Source'];
export type SourceKind = Schemas['SourceKind'];
export type CreatedSource = Schemas['CreatedSource'];
export type NewSource = Schemas['NewSource'];
export type SourceChanges = Schemas['SourceChanges'];
export type TrackingSettings = Schemas['TrackingSettings'];
export type WriteKey = Schemas['WriteKey'];
export type WriteKeyInFull = Schemas['WriteKeyInFull'];
export type SourceMapping = Schemas['SourceMapping'];
export type WholeMapping = Schemas['WholeMapping'];
export type EventRule = Schemas['EventRule'];
export type MappingOfSource = Schemas['MappingOfSource'];
export type MappingTrial = Schemas['MappingTrial'];
export type MappingTrialResult = Schemas['MappingTrialResult'];
export type EventName = Schemas['SeenEventName'];
export type MessageOutcome = Schemas['MessageOutcome'];
export type MessageProblem = Schemas['MessageProblem'];
export type MessageProblemCode = Schemas['MessageProblemCode'];
export type SourceMessage = Schemas['SourceMessage'];
export type SourceMessageDetail = Schemas['SourceMessageDetail'];
export type SourceHour = Schemas['SourceHour'];
export type Inbox = Schemas['Inbox'];

/** A page of a list. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** Which part of a list, and what to look for in it. */
export interface PageQuery {
  cursor?: string | null;
  limit?: number;
}

export type PersonIdentifier = Schemas['PersonIdentifier'];
export type NewErasure = Schemas['NewErasure'];
export type Erasure = Schemas['Erasure'];
export type ErasurePreview = Schemas['ErasurePreview'];
export type RetentionRule = Schemas['RetentionRule'];
export type NewRetentionRule = Schemas['NewRetentionRule'];
export type RetentionPreview = Schemas['RetentionPreview'];
