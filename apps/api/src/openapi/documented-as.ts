import { z } from 'zod';

const documented = new Map<string, z.ZodType>();

/**
 * Takes any JSON, and is described as `schema` (whose `id` is given): for what is checked afterwards by something that says better what is
 * wrong than the schema can.
 */
export function documentedAs(id: string, schema: z.ZodType): z.ZodUnknown {
  documented.set(id, schema);
  return z.unknown().meta({ documentedAs: id });
}

/** The schema to describe in the place of one that takes anything. */
export function documentedSchema(id: string): z.ZodType | undefined {
  return documented.get(id);
}
