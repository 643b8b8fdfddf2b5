import { z } from 'zod';
import { propertyName } from './parameter.ts';
import { valueType } from './value-type.ts';

/** An attribute of a profile, read as a type: where the profile holds something else under the name, it has no value. */
export const attribute = z.strictObject({ name: propertyName, type: valueType }).meta({ id: 'Attribute' });

export type Attribute = z.infer<typeof attribute>;
