import type { Mapping, ParameterType } from '../api/contract.ts';
import { t } from '../language/messages.ts';
import type { ColumnRole } from './mapping-form.ts';

/** Something to choose, and what it is called. */
interface Choice<T> {
  value: T;
  label: string;
}

function choices<T extends string>(words: Record<T, string>): Choice<T>[] {
  return Object.entries<string>(words).map(([value, label]) => ({ value: value as T, label }));
}

/** What a column can be, in words. */
export function roles(): Choice<ColumnRole>[] {
  return choices({ ...t.imports.columns, parameter: t.imports.anotherParameter, ignore: t.imports.leaveOut });
}

export function parameterTypes(): Choice<ParameterType>[] {
  return choices(t.imports.types);
}

/** The ways to write a time that can be read. */
export function timeFormats(): Choice<Mapping['time']['format']>[] {
  return choices(t.imports.timeFormats);
}
