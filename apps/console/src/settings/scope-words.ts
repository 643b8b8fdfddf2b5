import type { Scope } from '../api/contract.ts';

/** What each scope lets a program do. */
export const scopeWords: { value: Scope; label: string; description: string }[] = [
  { value: 'definitions:read', label: 'definitions:read', description: 'Read segments, metrics and aggregates' },
  { value: 'definitions:write', label: 'definitions:write', description: 'Publish and delete them' },
  { value: 'profiles:read', label: 'profiles:read', description: 'Read profiles, their events, and members' },
  { value: 'events:write', label: 'events:write', description: 'Import events' },
  { value: 'runs:read', label: 'runs:read', description: 'See runs' },
  { value: 'runs:write', label: 'runs:write', description: 'Start runs' },
  { value: 'workspace:admin', label: 'workspace:admin', description: 'Change and remove the workspace, manage keys' },
];
