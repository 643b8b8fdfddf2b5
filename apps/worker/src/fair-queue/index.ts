export { beyondLimits, explainStop, reasonOfStop, type ReasonOfStop } from './beyond-limits.ts';
export { FairStatements, type FairStatement } from './fair-statements.ts';
export { limitsFrom, limitsOf, queueSettingsFrom, type Limits } from './limits.ts';
export { statementSettings, type Pace } from './statement-settings.ts';
