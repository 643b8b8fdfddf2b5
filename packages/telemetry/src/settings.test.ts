import { expect, it } from 'vitest';
import { telemetrySettingsFrom } from './settings.ts';

it('asks for nothing where nothing is said', () => {
  expect(telemetrySettingsFrom({})).toEqual({});
});

it('serves metrics on loopback, and elsewhere only with a token', () => {
  expect(telemetrySettingsFrom({ METRICS_PORT: '4101' })).toEqual({ metrics: { host: '127.0.0.1', port: 4101 } });
  expect(() => telemetrySettingsFrom({ METRICS_PORT: '4101', METRICS_HOST: '0.0.0.0' })).toThrow('set METRICS_TOKEN');
  expect(telemetrySettingsFrom({ METRICS_PORT: '4101', METRICS_HOST: '0.0.0.0', METRICS_TOKEN: 'secret' })).toEqual({
    metrics: { host: '0.0.0.0', port: 4101, token: 'secret' },
  });
  expect(() => telemetrySettingsFrom({ METRICS_PORT: 'many' })).toThrow('METRICS_PORT is many');
});

it('makes traces where there is somebody to send them to', () => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' };
  expect(telemetrySettingsFrom(env)).toEqual({ traces: { share: 1 } });
  expect(telemetrySettingsFrom({ ...env, OTEL_TRACES_SAMPLER_ARG: '0.1' })).toEqual({ traces: { share: 0.1 } });
  expect(() => telemetrySettingsFrom({ ...env, OTEL_TRACES_SAMPLER_ARG: '2' })).toThrow('a share from 0 to 1');
});
