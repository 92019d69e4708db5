import type { MoneyJson } from '../../../../core/base/index.ts';
import { useDo } from '../../../api/hooks.ts';
import { ActDialog, moneyText } from '../../../parts/index.ts';
import type { ActProps } from './index.tsx';

/** Sets credit on account against what is open, oldest first. */
export function PlaceCreditAct({ customer, onClose, credit }: ActProps & { credit: MoneyJson }) {
  const place = useDo<void, { amount: MoneyJson }>(
    () => ({
      path: `/customers/${customer.id}/credit/allocate`,
      body: { currency: credit.currency },
    }),
    {
      said: (answer) => `${moneyText(answer.amount)} was set against what is open.`,
      saysItself: true,
    },
  );
  return (
    <ActDialog
      opened
      title="Set the credit against what is open"
      confirm="Set it"
      happens={`${moneyText(credit)} on account is set against their invoices, the oldest due first. Nothing is sent.`}
      busy={place.isPending}
      error={place.error}
      onConfirm={() => place.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
