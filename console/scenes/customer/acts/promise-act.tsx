import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { parseDecimal } from '../../../../core/base/index.ts';
import { useDo } from '../../../api/hooks.ts';
import { fieldMessage } from '../../../api/problem.ts';
import { ActDialog, dateText, moneyListText, moneyText } from '../../../parts/index.ts';
import { useBusiness } from '../../../shell/business.ts';
import type { ActProps } from './index.tsx';

/** A day they named, for all that is open or a part of it. */
export function PromiseAct({ customer, onClose }: ActProps) {
  const { today } = useBusiness();
  const [payOn, setPayOn] = useState('');
  const [amount, setAmount] = useState('');
  const [currency, setCurrency] = useState(customer.open[0]?.currency ?? '');
  const [note, setNote] = useState('');
  const promise = useDo<void>(
    () => ({
      path: `/customers/${customer.id}/promises`,
      body: {
        payOn,
        ...(amount.trim() === '' ? {} : { amount: { amount: amount.trim(), currency } }),
        ...(note.trim() === '' ? {} : { note: note.trim() }),
      },
    }),
    { said: () => 'The promise is written down.', saysItself: true },
  );
  const part = amount.trim() !== '' && parseDecimal(amount, currency) !== null;
  const what = part
    ? moneyText({ amount: amount.trim(), currency })
    : `All that is open (${moneyListText(customer.open)})`;
  return (
    <ActDialog
      opened
      title={`${customer.name} will pay`}
      confirm="Write it down"
      happens={
        payOn === ''
          ? 'What they promise is left in peace until that day and two business days more, for the bank.'
          : `${what} is left in peace until ${dateText(payOn, today)} and two business days more, for the bank. If it does not arrive, one word says so, no firmer than before.`
      }
      ready={payOn !== '' && (amount.trim() === '' || part)}
      busy={promise.isPending}
      error={promise.error}
      onConfirm={() => promise.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextInput
        type="date"
        label="The day they named"
        min={today}
        value={payOn}
        error={fieldMessage(promise.error, 'payOn')}
        onChange={(event) => setPayOn(event.currentTarget.value)}
        required
        data-autofocus
      />
      <TextInput
        label="How much"
        description="All that is open, when left empty"
        inputMode="decimal"
        value={amount}
        error={amount.trim() !== '' && !part ? `Not an amount in ${currency}` : null}
        onChange={(event) => setAmount(event.currentTarget.value)}
      />
      {customer.open.length > 1 && (
        <Select
          label="In which currency"
          data={customer.open.map((one) => one.currency)}
          value={currency}
          onChange={(value) => setCurrency(value ?? currency)}
          allowDeselect={false}
        />
      )}
      <TextInput
        label="In their words"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ActDialog>
  );
}
