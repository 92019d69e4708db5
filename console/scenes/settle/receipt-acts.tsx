import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { isCurrency, parseDecimal } from '../../../core/base/index.ts';
import type { Receipt } from '../../../server/settle/receipt-api.ts';
import { useDo } from '../../api/hooks.ts';
import { fieldMessage } from '../../api/problem.ts';
import { ActDialog, dateText, moneyText } from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import { CustomerChoice } from '../bill/new-invoice.tsx';
import classes from './receipts.module.css';

// As many as fit beside each other; the others are found by name.
const OFFERED = 6;

/** Says whose a receipt is: it becomes their payment, the oldest due first. */
export function MatchReceipt({ receipt, onClose }: { receipt: Receipt; onClose: () => void }) {
  const { today } = useBusiness();
  const { candidates } = receipt;
  const [customer, setCustomer] = useState<string | null>(
    candidates.length === 1 ? (candidates[0]?.id ?? null) : null,
  );
  const match = useDo<void, Receipt>(
    () => ({ path: `/receipts/${receipt.id}/match`, body: { customer } }),
    {
      said: (done) => `${moneyText(done.amount)} is a payment of ${done.customer?.name}.`,
      saysItself: true,
    },
  );
  return (
    <ActDialog
      opened
      title={`Whose are the ${moneyText(receipt.amount)}?`}
      confirm="It is theirs"
      happens={
        <>
          It is recorded as paid on {dateText(receipt.on, today)} and set against what they owe, the
          oldest due first. Nobody else is held for it any more.
        </>
      }
      ready={customer !== null}
      busy={match.isPending}
      error={match.error}
      onConfirm={() => match.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      {receipt.from !== '' && <p className={classes.quote}>“{receipt.from}”</p>}
      {candidates.length > 0 && (
        <fieldset className={classes.choice}>
          <legend>It could be of</legend>
          <Group gap={8}>
            {candidates.slice(0, OFFERED).map((one) => (
              <Button
                key={one.id}
                size="sm"
                variant={one.id === customer ? 'filled' : 'default'}
                aria-pressed={one.id === customer}
                onClick={() => setCustomer(one.id)}
              >
                {one.name}
              </Button>
            ))}
          </Group>
        </fieldset>
      )}
      <CustomerChoice
        label={candidates.length > 0 ? 'Or of somebody else' : 'Customer'}
        required={false}
        value={candidates.some((one) => one.id === customer) ? null : customer}
        onChoose={setCustomer}
      />
    </ActDialog>
  );
}

/** Says that a receipt is no customer's money. */
export function SetAside({ receipt, onClose }: { receipt: Receipt; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const aside = useDo<void>(
    () => ({ path: `/receipts/${receipt.id}/set-aside`, body: { reason } }),
    { said: () => 'Set aside.', saysItself: true },
  );
  return (
    <ActDialog
      opened
      title={`Set ${moneyText(receipt.amount)} aside`}
      confirm="Set it aside"
      happens="It is nobody's payment, and nobody is held for it. What you say stays with it."
      ready={reason.trim() !== ''}
      busy={aside.isPending}
      error={aside.error}
      onConfirm={() => aside.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextInput
        label="What it is"
        placeholder="a refund of a supplier"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActDialog>
  );
}

/** Records money that arrived and that nobody has placed yet. */
export function NewReceipt({ onClose }: { onClose: () => void }) {
  const { today, currency: usual } = useBusiness();
  const [fields, setFields] = useState({ amount: '', currency: usual, on: today, from: '' });
  const record = useDo<void, Receipt>(
    () => ({
      path: '/receipts',
      body: {
        amount: { amount: fields.amount.trim(), currency: fields.currency },
        on: fields.on,
        from: fields.from,
      },
    }),
    { said: saysWhose, saysItself: true },
  );
  const value = parseAmount(fields.amount, fields.currency);
  const field = (name: keyof typeof fields, label: string, rest: object = {}) => (
    <TextInput
      label={label}
      value={fields[name]}
      error={fieldMessage(record.error, name)}
      onChange={(event) => setFields({ ...fields, [name]: event.currentTarget.value })}
      {...rest}
    />
  );
  return (
    <ActDialog
      opened
      title="Money that came"
      confirm="Record it"
      happens="Everybody whose it could be hears nothing until you have said whose it is."
      ready={value !== null && value > 0n}
      busy={record.isPending}
      error={record.error}
      onConfirm={() => record.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Group grow>
        {field('amount', 'Amount', { inputMode: 'decimal', required: true })}
        {field('currency', 'Currency', { maxLength: 3, required: true })}
        {field('on', 'Arrived on', { type: 'date', max: today, required: true })}
      </Group>
      {field('from', 'What the bank line says', { placeholder: 'who paid, and what for' })}
    </ActDialog>
  );
}

function parseAmount(text: string, currency: string): bigint | null {
  return isCurrency(currency) ? parseDecimal(text, currency) : null;
}

function saysWhose({ candidates }: Receipt): string {
  if (candidates.length === 0) return 'Recorded. Nothing says whose it is.';
  return candidates.length === 1
    ? `Recorded. ${candidates[0]?.name} is left in peace meanwhile.`
    : `Recorded. ${candidates.length} customers are left in peace meanwhile.`;
}
