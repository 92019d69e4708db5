import type { MoneyJson } from '../../../../core/base/index.ts';
import type { CustomerPage } from '../../../../server/agree/api.ts';
import { CallAct } from './call-act.tsx';
import { DisputeAct } from './dispute-act.tsx';
import { LiftAct } from './lift-act.tsx';
import { PauseAct } from './pause-act.tsx';
import { PaymentAct } from './payment-act.tsx';
import { PlaceCreditAct } from './place-credit-act.tsx';
import { PromiseAct } from './promise-act.tsx';
import { ReplyAct } from './reply-act.tsx';
import { WriteAct } from './write-act.tsx';

export type Hold = CustomerPage['holds'][number];

/** Something a person is about to write down about a customer. */
export type Act =
  | { kind: 'write' | 'call' | 'pause' | 'payment' | 'promise' | 'reply' | 'dispute' }
  | { kind: 'place-credit'; credit: MoneyJson }
  | { kind: 'lift'; hold: Hold };

/** The dialog of the act that is open; each says what will happen before it does. */
export function CustomerActs({
  customer,
  act,
  onClose,
}: {
  customer: CustomerPage;
  act: Act | null;
  onClose: () => void;
}) {
  const rest = { customer, onClose };
  switch (act?.kind) {
    case undefined:
      return null;
    case 'write':
      return <WriteAct {...rest} />;
    case 'call':
      return <CallAct {...rest} />;
    case 'pause':
      return <PauseAct {...rest} />;
    case 'payment':
      return <PaymentAct {...rest} />;
    case 'promise':
      return <PromiseAct {...rest} />;
    case 'reply':
      return <ReplyAct {...rest} />;
    case 'dispute':
      return <DisputeAct {...rest} />;
    case 'place-credit':
      return <PlaceCreditAct {...rest} credit={act.credit} />;
    case 'lift':
      return <LiftAct {...rest} hold={act.hold} />;
  }
}

/** What every act is given. */
export interface ActProps {
  customer: CustomerPage;
  onClose: () => void;
}
