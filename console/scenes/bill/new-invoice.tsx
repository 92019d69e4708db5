import { Button, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import {
  addDays,
  day,
  decimal,
  isoDay,
  money,
  parseDecimal,
  split,
} from '../../../core/base/index.ts';
import type { CustomerRow } from '../../../server/agree/api.ts';
import type { Invoice } from '../../../server/bill/api.ts';
import { type Page, useDo, useRead, withQuery } from '../../api/hooks.ts';
import { fieldMessage } from '../../api/problem.ts';
import { ActDialog, dateText, moneyText } from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import classes from './bill.module.css';

interface PartOfIt {
  dueOn: string;
  amount: string;
}

/** A new invoice by hand, due at once or in parts that sum to it exactly. */
export function NewInvoice({ onClose }: { onClose: () => void }) {
  const { slug, today, currency: usual } = useBusiness();
  const navigate = useNavigate();
  const [customer, setCustomer] = useState<string | null>(null);
  const [fields, setFields] = useState({
    number: '',
    issuedOn: today,
    dueOn: isoDay(addDays(day(today), 30)),
    amount: '',
    currency: usual,
    description: '',
  });
  const [parts, setParts] = useState<PartOfIt[] | null>(null);
  const issue = useDo<void, Invoice>(
    () => ({
      path: '/invoices',
      body: {
        customer,
        number: fields.number,
        issuedOn: fields.issuedOn,
        dueOn: fields.dueOn,
        amount: { amount: fields.amount.trim(), currency: fields.currency },
        ...(fields.description.trim() === '' ? {} : { description: fields.description }),
        ...(parts ? { instalments: parts } : {}),
      },
    }),
    { said: (invoice) => `${invoice.number} is written.`, saysItself: true },
  );
  const value = parseDecimal(fields.amount, fields.currency);
  const isGood = value !== null && value > 0n;
  const field = (name: keyof typeof fields, label: string, rest: object = {}) => (
    <TextInput
      label={label}
      value={fields[name]}
      error={fieldMessage(issue.error, name)}
      onChange={(event) => setFields({ ...fields, [name]: event.currentTarget.value })}
      {...rest}
    />
  );
  const due = parts ? `in ${parts.length} parts` : `on ${dateText(fields.dueOn || today, today)}`;
  const happens = isGood
    ? `${moneyText({ amount: fields.amount.trim(), currency: fields.currency })} is owed from its day on, due ${due}. Duly sends no invoice: it asks for what is past due, as the policy says.`
    : 'Duly sends no invoice: it asks for what is past due, as the policy says.';
  return (
    <ActDialog
      opened
      title="Write an invoice"
      confirm="Write it"
      happens={happens}
      ready={customer !== null && fields.number.trim() !== '' && isGood}
      busy={issue.isPending}
      error={issue.error}
      onClose={onClose}
      onConfirm={() =>
        issue.mutate(undefined, {
          onSuccess: (invoice) =>
            void navigate({ to: `/b/${slug}/bill/invoices/${invoice.id}` as '/' }),
        })
      }
    >
      <CustomerChoice value={customer} onChoose={setCustomer} />
      {field('number', 'Number', { required: true })}
      <Group grow align="flex-start">
        {field('amount', 'Amount', {
          inputMode: 'decimal',
          required: true,
          ...(fields.amount.trim() !== '' && !isGood
            ? { error: `Not an amount in ${fields.currency}` }
            : {}),
        })}
        {field('currency', 'Currency', { maxLength: 3 })}
      </Group>
      <Group grow align="flex-start">
        {field('issuedOn', 'Issued', { type: 'date', max: today })}
        {!parts && field('dueOn', 'Due', { type: 'date', min: fields.issuedOn })}
      </Group>
      {field('description', 'What it is for')}
      {parts ? (
        <Parts parts={parts} setParts={setParts} error={fieldMessage(issue.error, 'instalments')} />
      ) : (
        <Button
          variant="default"
          size="xs"
          disabled={!isGood}
          onClick={() => setParts(inParts(value ?? 0n, fields.currency, fields.dueOn, 3))}
        >
          Due in parts
        </Button>
      )}
    </ActDialog>
  );
}

/** Equal parts a month apart that sum exactly; what cannot be divided goes to the first ones. */
function inParts(amount: bigint, currency: string, firstDue: string, count: number): PartOfIt[] {
  const shares = split(money(amount, currency), Array<bigint>(count).fill(1n));
  const first = Temporal.PlainDate.from(firstDue);
  return shares.map((share, index) => ({
    dueOn: first.add({ months: index }).toString(),
    amount: decimal(share.amount, currency),
  }));
}

function Parts({
  parts,
  setParts,
  error,
}: {
  parts: PartOfIt[];
  setParts: (parts: PartOfIt[] | null) => void;
  error: string | undefined;
}) {
  const change = (index: number, change: Partial<PartOfIt>) =>
    setParts(parts.map((part, at) => (at === index ? { ...part, ...change } : part)));
  return (
    <fieldset className={classes.parts}>
      <legend>Parts</legend>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts are told apart by their place
        <Group key={index} grow align="flex-end">
          <TextInput
            type="date"
            label={`Part ${index + 1}, due`}
            value={part.dueOn}
            onChange={(event) => change(index, { dueOn: event.currentTarget.value })}
          />
          <TextInput
            label={`Part ${index + 1}, amount`}
            inputMode="decimal"
            value={part.amount}
            onChange={(event) => change(index, { amount: event.currentTarget.value })}
          />
        </Group>
      ))}
      {error && <p className={classes.fault}>{error}</p>}
      <Group>
        <Button
          variant="default"
          size="xs"
          onClick={() => setParts([...parts, { dueOn: parts.at(-1)?.dueOn ?? '', amount: '' }])}
        >
          One part more
        </Button>
        <Button variant="default" size="xs" onClick={() => setParts(null)}>
          All at once
        </Button>
      </Group>
    </fieldset>
  );
}

/** A customer found by name or code, asked from the server while one types. */
export function CustomerChoice({
  value,
  onChoose,
  label = 'Customer',
  required = true,
}: {
  value: string | null;
  onChoose: (id: string | null) => void;
  label?: string;
  required?: boolean;
}) {
  const [text, setText] = useState('');
  const [wanted] = useDebouncedValue(text, 200);
  const found = useRead<Page<CustomerRow>>(
    withQuery('/customers', { q: wanted || undefined, limit: '20' }),
  );
  return (
    <Select
      label={label}
      placeholder="Type a name or code"
      searchable
      data={(found.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
      // The server has searched already.
      filter={({ options }) => options}
      value={value}
      onChange={onChoose}
      searchValue={text}
      onSearchChange={setText}
      nothingFoundMessage="Nobody of that name"
      required={required}
    />
  );
}
