/** Under these tokens the connections are injected. */
export const POSTGRES = Symbol('postgres');
export const CLICKHOUSE = Symbol('clickhouse');
