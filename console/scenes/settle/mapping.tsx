import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import type { ImportPreview } from '../../../server/rounds/import/api.ts';
import { Card } from '../../parts/index.ts';
import { fieldWords } from './field-words.ts';
import { FirstLines } from './first-lines.tsx';
import classes from './import.module.css';

type ColumnOf = ImportPreview['mapping'];

/** What is looked for first, by what the lines of the file are. */
const LOOKED_FOR: Record<ImportPreview['content'], readonly string[]> = {
  invoices: ['customer', 'number', 'issued', 'due', 'amount', 'email'],
  payments: ['customer', 'number', 'paidOn', 'amount'],
  customers: ['customer', 'email', 'code', 'country'],
};

const NO_COLUMN = '';

/** Which column of the file is what, with some of its values; each can be put right. */
export function Mapping({
  preview,
  unknown,
  mapping,
  onChange,
}: {
  preview: ImportPreview;
  /** What is not known yet, in a sentence; null when all that is needed is. */
  unknown: string | null;
  mapping: ColumnOf;
  onChange: (mapping: ColumnOf) => void;
}) {
  const [all, setAll] = useState(false);
  const taken = new Set(Object.values(mapping).filter((field) => field !== null));
  const [first, rest] = fieldsOf(unknown === null ? preview.content : 'invoices', preview.fields);
  const shown = [...first, ...rest.filter((field) => all || taken.has(field))];
  return (
    <Card title={unknown === null ? 'What the columns are' : 'Which column is which?'} flush>
      {unknown !== null && (
        <p className={classes.ask}>
          {unknown.replace(/ Nothing was imported\..*$/s, '')} Say which is which. What is chosen
          below is a guess from the names and the values; it is remembered for the next file with
          these headings.
        </p>
      )}
      <ul className={classes.fields}>
        {shown.map((field) => (
          <li key={field}>
            <FieldSelect
              field={field}
              preview={preview}
              column={columnOf(mapping, field)}
              onChoose={(column) => onChange(withColumn(mapping, field, column))}
            />
          </li>
        ))}
      </ul>
      {!all && shown.length < first.length + rest.length && (
        <p className={classes.more}>
          <Button variant="default" size="xs" onClick={() => setAll(true)}>
            Something else is in the file
          </Button>
        </p>
      )}
      <FirstLines preview={preview} mapping={mapping} />
    </Card>
  );
}

function FieldSelect({
  field,
  preview,
  column,
  onChoose,
}: {
  field: string;
  preview: ImportPreview;
  column: string | null;
  onChoose: (column: string | null) => void;
}) {
  const columns = preview.columns.filter((name) => name !== '');
  return (
    <>
      <Select
        label={fieldWords(field)}
        data={[
          { value: NO_COLUMN, label: 'no column' },
          ...columns.map((name) => ({ value: name, label: name })),
        ]}
        value={column ?? NO_COLUMN}
        onChange={(chosen) => onChoose(chosen === NO_COLUMN ? null : chosen)}
        allowDeselect={false}
        searchable={columns.length > 12}
        size="sm"
      />
      <span className={classes.samples}>{column === null ? '' : samplesOf(preview, column)}</span>
    </>
  );
}

/** Some of a column's values, each once. */
function samplesOf(preview: ImportPreview, column: string): string {
  const index = preview.columns.indexOf(column);
  const cells = preview.samples.map((sample) => sample.cells[index] ?? '');
  return [...new Set(cells.filter((cell) => cell !== ''))].slice(0, 3).join(' · ');
}

function fieldsOf(content: ImportPreview['content'], fields: readonly string[]) {
  const first = LOOKED_FOR[content];
  return [first, fields.filter((field) => !first.includes(field))] as const;
}

function columnOf(mapping: ColumnOf, field: string): string | null {
  return Object.entries(mapping).find(([, taken]) => taken === field)?.[0] ?? null;
}

/** The mapping with a field in that column and in no other; null leaves the field out. */
function withColumn(mapping: ColumnOf, field: string, column: string | null): ColumnOf {
  const freed = Object.entries(mapping).map(([name, taken]) => [
    name,
    taken === field ? null : taken,
  ]);
  return { ...Object.fromEntries(freed), ...(column === null ? {} : { [column]: field }) };
}
