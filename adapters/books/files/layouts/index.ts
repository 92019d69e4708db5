import { freshbooks } from './freshbooks.ts';
import { ibm } from './ibm.ts';
import type { Layout } from './layout.ts';
import { myob } from './myob.ts';
import { quickbooks } from './quickbooks.ts';
import { xero } from './xero.ts';

export {
  FIELDS,
  type Field,
  type Layout,
  LINE_FIELDS,
  type LineKind,
  plainHeader,
} from './layout.ts';
export { plain } from './plain.ts';

/** Every layout that is known by name; one file per product in this folder. */
export const KNOWN_LAYOUTS: readonly Layout[] = [
  ...xero,
  ...quickbooks,
  ...freshbooks,
  ...myob,
  ...ibm,
];
