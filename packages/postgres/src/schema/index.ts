export * from './auth.ts';
export * from './definitions.ts';
export * from './identity.ts';
export * from './ingestion.ts';
export * from './privacy.ts';
export * from './runs.ts';
export * from './sources.ts';
export * from './workspaces.ts';
