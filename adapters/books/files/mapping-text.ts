import { FIELDS, type Field, plain, plainHeader } from './layouts/index.ts';

/** What people call a field; the first is what they are told. */
const SPOKEN: Partial<Record<Field, readonly string[]>> = {
  customer: ['Customer'],
  number: ['Invoice number'],
  issued: ['Invoice date'],
  due: ['Due date'],
  dueDays: ['Payment terms'],
  amount: ['Amount'],
  open: ['Amount due', 'What is open'],
  paid: ['Amount paid', 'What was paid'],
  paidOn: ['Paid date', 'Day it was paid'],
  code: ['Customer code', 'Your code for them'],
};

/** A field as people say it: "Invoice number". */
function fieldWords(field: Field): string {
  const spoken = SPOKEN[field]?.[0];
  if (spoken) return spoken;
  const words = field.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words[0]!.toUpperCase() + words.slice(1);
}

/** The field that a person means by a word; null when by none. */
function fieldNamed(text: string): Field | null {
  const key = plainHeader(text);
  const spoken = FIELDS.find((field) => SPOKEN[field]?.some((words) => plainHeader(words) === key));
  const named = spoken ?? FIELDS.find((field) => field.toLowerCase() === key);
  const known = named ?? FIELDS.find((field) => plain.fields[field]?.includes(key));
  return known ?? null;
}

/**
 * Reads an assignment as people write it: "Customer=Client name,Amount=Total", a field and the
 * column it is in. A column may have commas in its name.
 * @returns the field of each column, or the word that means nothing
 */
export function readMappingText(
  text: string,
): { mapping: Record<string, Field | null> } | { strange: string } {
  const mapping: Record<string, Field | null> = {};
  for (const part of text.split(/,(?=[^,=]*=)/)) {
    const at = part.indexOf('=');
    const column = part.slice(at + 1).trim();
    const field = at < 0 ? null : fieldNamed(part.slice(0, at));
    if (field === null || column === '') return { strange: part.trim() };
    mapping[column] = field;
  }
  return { mapping };
}

/** An assignment as people write it, of the columns that are something. */
export function writeMappingText(mapping: Readonly<Record<string, Field | null>>): string {
  return Object.entries(mapping)
    .flatMap(([column, field]) => (field === null ? [] : [`${fieldWords(field)}=${column}`]))
    .join(',');
}
