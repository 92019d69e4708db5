/** Reasons in law or in life for which a customer is not chased at all. */
export const STOP_KINDS = [
  'insolvency',
  'deceased',
  'represented',
  'vulnerable',
  'legal-hold',
  'limitation',
  'other',
] as const;
export type StopKind = (typeof STOP_KINDS)[number];
