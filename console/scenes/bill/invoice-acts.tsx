import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { parseDecimal } from '../../../core/base/index.ts';
import type { CreditNoteGiven, Invoice } from '../../../server/bill/api.ts';
import { useDo } from '../../api/hooks.ts';
import { ActDialog, moneyText } from '../../parts/index.ts';

export type InvoiceAct =
  | { kind: 'credit' | 'write-off' }
  | { kind: 'take-back'; payment: Invoice['payments'][number] };

interface Props {
  invoice: Invoice;
  onClose: () => void;
}

/** The dialog of what is about to be done with an invoice. */
export function InvoiceActs({
  act,
  ...rest
}: Props & {
  act: InvoiceAct | null;
}) {
  switch (act?.kind) {
    case undefined:
      return null;
    case 'credit':
      return <GiveCredit {...rest} />;
    case 'write-off':
      return <GiveUp {...rest} />;
    case 'take-back':
      return <TakeBack {...rest} payment={act.payment} />;
  }
}

function GiveCredit({ invoice, onClose }: Props) {
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const { currency } = invoice.amount;
  const value = parseDecimal(amount, currency);
  const isGood = value !== null && value > 0n;
  const give = useDo<void, CreditNoteGiven>(
    () => ({
      path: `/invoices/${invoice.id}/credit-notes`,
      body: { amount: amount.trim(), reason: reason.trim() },
    }),
    { said: (given) => `Credit note ${given.number} is written.`, saysItself: true },
  );
  return (
    <ActDialog
      opened
      title={`Give credit for ${invoice.number}`}
      confirm="Write the credit note"
      happens={
        isGood
          ? `${moneyText({ amount: amount.trim(), currency })} less is owed. What is more than is open here stays as credit on account. Nothing is sent.`
          : 'Less is owed for it; what is more than is open here stays as credit on account. Nothing is sent.'
      }
      ready={isGood && reason.trim() !== ''}
      busy={give.isPending}
      error={give.error}
      onConfirm={() => give.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextInput
        label={`How much, in ${currency}`}
        description={`The invoice was ${moneyText(invoice.amount)}`}
        inputMode="decimal"
        value={amount}
        error={amount.trim() !== '' && !isGood ? `Not an amount in ${currency}` : null}
        onChange={(event) => setAmount(event.currentTarget.value)}
        required
        data-autofocus
      />
      <TextInput
        label="What for"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        required
      />
    </ActDialog>
  );
}

function GiveUp({ invoice, onClose }: Props) {
  const [reason, setReason] = useState('');
  const give = useDo<void>(
    () => ({ path: `/invoices/${invoice.id}/write-off`, body: { reason: reason.trim() } }),
    { said: () => `${invoice.number} is given up.`, saysItself: true },
  );
  return (
    <ActDialog
      opened
      title={`Give ${invoice.number} up`}
      confirm="Give it up"
      happens={[
        `${moneyText(invoice.outstanding)} is not owed any more and not asked for again.`,
        `The reason is kept. ${invoice.customer.name} hears nothing of it.`,
      ].join(' ')}
      ready={reason.trim() !== ''}
      busy={give.isPending}
      error={give.error}
      onConfirm={() => give.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextInput
        label="Why, for your books"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        required
        data-autofocus
      />
    </ActDialog>
  );
}

function TakeBack({ invoice, payment, onClose }: Props & { payment: Invoice['payments'][number] }) {
  const [reason, setReason] = useState('');
  const back = useDo<void>(
    () => ({ path: `/payments/${payment.id}/reverse`, body: { reason: reason.trim() } }),
    { said: () => 'The payment is taken back.', saysItself: true },
  );
  return (
    <ActDialog
      opened
      title="Take the payment back"
      confirm="Take it back"
      happens={[
        `${moneyText(payment.amount)} counts as not arrived:`,
        `all it settled, ${invoice.number} among it, is open again. Both stay in the books.`,
      ].join(' ')}
      ready={reason.trim() !== ''}
      busy={back.isPending}
      error={back.error}
      onConfirm={() => back.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextInput
        label="Why, for your books"
        placeholder="The bank returned it"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        required
        data-autofocus
      />
    </ActDialog>
  );
}
