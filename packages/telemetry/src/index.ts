export { startTelemetry, type Telemetry, type TelemetryLog } from './start-telemetry.ts';
export { telemetrySettingsFrom, type MetricsSettings, type TelemetrySettings } from './settings.ts';
export { registry } from './metrics/registry.ts';
export { requestTelemetry, type ObservedRequest } from './requests.ts';
export { observeStatements } from './statements/observe-statements.ts';
export { observeConnections } from './statements/observe-connections.ts';
export { readStores } from './stores/read-stores.ts';
export { traceConnections } from './statements/trace-connections.ts';
