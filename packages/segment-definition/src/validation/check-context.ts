import type { Definitions } from '../definition.ts';
import type { ValidationMessages } from '../messages/en-validation.ts';
import type { Report } from './definition-error.ts';

/** What checks look at beside the document, and where they say what they find. */
export interface CheckContext {
  definitions: Definitions;
  /** The workspace's (ISO 4217); undefined where it is not known, and then any is taken. */
  currency?: string | undefined;
  /** Of the language in which it is said what is wrong. */
  messages: ValidationMessages;
  report: Report;
}
