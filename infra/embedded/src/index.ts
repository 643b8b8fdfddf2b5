export { type Guard, startGuard } from './guard-client.ts';
export { takeLock } from './lock.ts';
export { choosePort, portIsTaken } from './ports.ts';
export {
  describeProcess,
  endProcess,
  isRunning,
  type ProcessRecord,
  removeRecord,
  runningRecord,
  writeRecord,
} from './processes.ts';
export { type Service, type Services, startServices, type StartOptions } from './services.ts';
export { type ComponentState, type ComponentStatus, type ServiceName, serviceNames, statusNow } from './status.ts';
export { type Launch, type ServiceDefinition, supervise, type Supervised } from './supervisor.ts';
export { findTemporalCli } from './temporal-cli.ts';
