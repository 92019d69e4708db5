import { Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { day, formatMoney, parseDecimal } from '../../../../core/base/index.ts';
import { allocateOldestFirst } from '../../../../core/ledger/index.ts';
import type { PaymentRecordedJson } from '../../../../server/settle/api.ts';
import { useDo } from '../../../api/hooks.ts';
import { fieldMessage } from '../../../api/problem.ts';
import { ActDialog } from '../../../parts/index.ts';
import { useBusiness } from '../../../shell/business.ts';
import type { ActProps } from './index.tsx';

const OLDEST = 'The oldest due first';
const NONE = 'Nothing yet: keep it on account';

/**
 * Money that arrived: how much, when, and what it is for; said before it is set against anything.
 */
export function PaymentAct({ customer, onClose }: ActProps) {
  const { today, currency: usual } = useBusiness();
  const [amount, setAmount] = useState('');
  const [currency, setCurrency] = useState(customer.open[0]?.currency ?? usual);
  const [on, setOn] = useState(today);
  const [towards, setTowards] = useState(OLDEST);
  const [reference, setReference] = useState('');
  const [method, setMethod] = useState('bank transfer');
  const value = parseDecimal(amount, currency);
  const items = customer.items.filter((item) => item.outstanding.currency === currency);
  const numbers = [...new Set(items.map((item) => item.number))];
  const pay = useDo<void, PaymentRecordedJson>(
    () => ({
      path: '/payments',
      body: {
        customer: customer.id,
        amount: { amount: amount.trim(), currency },
        on,
        method,
        ...(reference.trim() === '' ? {} : { reference: reference.trim() }),
        towards: towards === OLDEST ? 'oldest' : towards === NONE ? 'none' : { invoice: towards },
      },
    }),
    {
      said: () => 'The payment is recorded. It can be taken back on the invoice.',
      saysItself: true,
    },
  );
  const isGood = value !== null && value > 0n;
  const happens = isGood
    ? settles(items, towards, value, currency)
    : 'Nothing leaves. What it settles is not asked for any more.';
  return (
    <ActDialog
      opened
      title={`A payment of ${customer.name}`}
      confirm="Record it"
      happens={happens}
      ready={isGood && on !== ''}
      busy={pay.isPending}
      error={pay.error}
      onConfirm={() => pay.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Group grow align="flex-start">
        <TextInput
          label="How much"
          inputMode="decimal"
          value={amount}
          error={
            fieldMessage(pay.error, 'amount') ??
            (amount.trim() !== '' && !isGood ? `Not an amount in ${currency}` : null)
          }
          onChange={(event) => setAmount(event.currentTarget.value)}
          required
          data-autofocus
        />
        <TextInput
          label="Currency"
          value={currency}
          maxLength={3}
          onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())}
        />
      </Group>
      <TextInput
        type="date"
        label="The day it arrived"
        max={today}
        value={on}
        error={fieldMessage(pay.error, 'on')}
        onChange={(event) => setOn(event.currentTarget.value)}
        required
      />
      <Select
        label="What it is for"
        data={[OLDEST, ...numbers, NONE]}
        value={towards}
        onChange={(chosen) => setTowards(chosen ?? OLDEST)}
        allowDeselect={false}
      />
      <Group grow>
        <TextInput
          label="How"
          value={method}
          onChange={(event) => setMethod(event.currentTarget.value)}
        />
        <TextInput
          label="Reference"
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
      </Group>
    </ActDialog>
  );
}

/** What an amount would be set against, by the same rule the server follows. */
function settles(
  items: ActProps['customer']['items'],
  towards: string,
  amount: bigint,
  currency: string,
): string {
  const say = (value: bigint) => formatMoney({ amount: value, currency });
  if (towards === NONE) return `${say(amount)} stays as credit on account.`;
  const open = items
    .filter((item) => towards === OLDEST || item.number === towards)
    .map((item) => ({
      invoiceId: BigInt(item.invoiceId),
      instalment: item.instalment,
      number: item.number,
      dueOn: day(item.dueOn),
      outstanding: parseDecimal(item.outstanding.amount, currency) ?? 0n,
    }));
  const { allocations, left } = allocateOldestFirst(open, amount);
  const parts = allocations.map((one) => {
    const item = open.find(
      (it) => it.invoiceId === one.invoiceId && it.instalment === one.instalment,
    );
    return one.amount === item?.outstanding
      ? `${item.number} in full`
      : `${say(one.amount)} of ${item?.number}`;
  });
  const shown = parts.length > 5 ? [...parts.slice(0, 4), `${parts.length - 4} more`] : parts;
  const settled = shown.length === 0 ? '' : `It settles ${shown.join(', ')}. `;
  return `${settled}${left > 0n ? `${say(left)} stays as credit on account.` : ''}`.trim();
}
