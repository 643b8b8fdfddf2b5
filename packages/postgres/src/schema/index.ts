export * from './auth.ts';
export * from './definitions.ts';
export * from './ingestion.ts';
export * from './runs.ts';
export * from './workspaces.ts';
