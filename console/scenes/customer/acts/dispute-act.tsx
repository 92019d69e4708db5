import { Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { parseDecimal } from '../../../../core/base/index.ts';
import { useDo } from '../../../api/hooks.ts';
import { ActDialog, moneyText } from '../../../parts/index.ts';
import type { ActProps } from './index.tsx';

/** Something is wrong with an invoice: what is in question is left in peace until it is settled. */
export function DisputeAct({ customer, onClose }: ActProps) {
  const numbers = [...new Set(customer.items.map((item) => item.number))];
  const [invoice, setInvoice] = useState(numbers[0] ?? '');
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const currency = customer.items.find((item) => item.number === invoice)?.amount.currency ?? 'GBP';
  const part = amount.trim() !== '' && parseDecimal(amount, currency) !== null;
  const dispute = useDo<void>(
    () => ({
      path: `/customers/${customer.id}/disputes`,
      body: {
        invoice,
        reason: reason.trim(),
        ...(part ? { amount: { amount: amount.trim(), currency } } : {}),
      },
    }),
    { said: () => `${invoice} is in question; it is left in peace.`, saysItself: true },
  );
  const what = part
    ? `${moneyText({ amount: amount.trim(), currency })} of ${invoice}`
    : `All of ${invoice}`;
  return (
    <ActDialog
      opened
      title="Something is wrong"
      confirm="Write it down"
      happens={[
        `${what} is left in peace until you say it is settled between you.`,
        'The rest goes on, and messages name what is in discussion.',
      ].join(' ')}
      ready={invoice !== '' && reason.trim() !== '' && (amount.trim() === '' || part)}
      busy={dispute.isPending}
      error={dispute.error}
      onConfirm={() => dispute.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Select
        label="With which invoice"
        data={numbers}
        value={invoice}
        onChange={(value) => setInvoice(value ?? invoice)}
        allowDeselect={false}
        searchable={numbers.length > 8}
        nothingFoundMessage="No open invoice has that number"
      />
      <TextInput
        label="How much of it"
        description="All of it, when left empty"
        inputMode="decimal"
        value={amount}
        error={amount.trim() !== '' && !part ? `Not an amount in ${currency}` : null}
        onChange={(event) => setAmount(event.currentTarget.value)}
      />
      <Textarea
        label="What is wrong, in their words"
        autosize
        minRows={3}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        required
      />
    </ActDialog>
  );
}
