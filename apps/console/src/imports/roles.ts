import type { Mapping, ParameterType } from '../api/contract.ts';
import type { ColumnRole } from './mapping-form.ts';

/** What a column can be, in words. */
export const roles: { value: ColumnRole; label: string }[] = [
  { value: 'customId', label: 'Customer id' },
  { value: 'email', label: 'E-mail' },
  { value: 'phone', label: 'Phone' },
  { value: 'time', label: 'Time' },
  { value: 'action', label: 'Action' },
  { value: 'revenue', label: 'Revenue' },
  { value: 'currency', label: 'Currency' },
  { value: 'orderId', label: 'Order id' },
  { value: 'messageId', label: 'Message id' },
  { value: 'parameter', label: 'Another parameter' },
  { value: 'ignore', label: 'Leave out' },
];

export const parameterTypes: { value: ParameterType; label: string }[] = [
  { value: 'string', label: 'text' },
  { value: 'number', label: 'number' },
  { value: 'integer', label: 'whole number' },
  { value: 'boolean', label: 'yes or no' },
  { value: 'datetime', label: 'date and time' },
];

export const timeFormats: { value: Mapping['time']['format']; label: string }[] = [
  { value: 'iso', label: 'Date and time, 2026-11-21T20:31' },
  { value: 'date', label: 'Date, 2026-11-21 or 20261121' },
  { value: 'dmy', label: 'Day first, 21/11/2026' },
  { value: 'mdy', label: 'Month first, 11/21/2026' },
  { value: 'unix', label: 'Seconds since 1970' },
  { value: 'unixMillis', label: 'Milliseconds since 1970' },
];
