import { Select } from '@mantine/core';
import type { ImportPreview } from '../../../server/rounds/import/api.ts';
import { Card } from '../../parts/index.ts';
import classes from './import.module.css';

const LEFT_OUT = '';

/** What each column is taken for, with the first lines under it; each can be put right. */
export function Mapping({
  preview,
  mapping,
  onChange,
}: {
  preview: ImportPreview;
  mapping: ImportPreview['mapping'];
  onChange: (column: string, field: string | null) => void;
}) {
  const fields = [
    { value: LEFT_OUT, label: 'left out' },
    ...preview.fields.map((field) => ({ value: field, label: fieldWords(field) })),
  ];
  return (
    <Card title="What the columns are" flush>
      <ul className={classes.columns}>
        {preview.columns.map((column, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have the same heading
          <li key={index} data-out={!mapping[column]}>
            <strong>{column}</strong>
            <span className={classes.samples}>
              {preview.samples
                .map((sample) => sample.cells[index] ?? '')
                .filter((cell) => cell !== '')
                .slice(0, 3)
                .join(' · ')}
            </span>
            <Select
              aria-label={`What ${column} is`}
              data={fields}
              value={mapping[column] ?? LEFT_OUT}
              onChange={(field) => onChange(column, field === LEFT_OUT ? null : field)}
              allowDeselect={false}
              size="sm"
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

const WORDS: Record<string, string> = {
  number: 'invoice number',
  issued: 'invoice date',
  due: 'due date',
  open: 'what is open',
  paid: 'what was paid',
  paidOn: 'day it was paid',
  code: 'your code for them',
  customer: 'customer',
};

/** What a field is called on screen: "invoice number". */
function fieldWords(field: string): string {
  return WORDS[field] ?? field.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
