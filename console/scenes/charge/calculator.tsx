import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  addDays,
  day,
  formatMoney,
  isoDay,
  parseDay,
  parseDecimal,
  RefusedError,
} from '../../../core/base/index.ts';
import {
  type CustomerKind,
  type LateInterest,
  type LawBook,
  lateInterest,
  type Pack,
} from '../../../core/law/index.ts';
import { Card, dateText } from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import classes from './charge.module.css';

const KINDS: { value: CustomerKind; label: string }[] = [
  { value: 'company', label: 'A company' },
  { value: 'sole-trader', label: 'A sole trader' },
  { value: 'consumer', label: 'A consumer' },
  { value: 'public-body', label: 'A public body' },
];

interface Asked {
  amount: string;
  due: string;
  paid: string;
  kind: CustomerKind;
  agreed: string;
}

/** What paying late costs under a pack, reckoned here and printed line by line. */
export function Calculator({ book, pack }: { book: LawBook; pack: Pack }) {
  const { today } = useBusiness();
  const [asked, setAsked] = useState<Asked>({
    amount: '1000.00',
    due: isoDay(addDays(day(today), -60)),
    paid: today,
    kind: 'company',
    agreed: '',
  });
  const set = (change: Partial<Asked>) => setAsked({ ...asked, ...change });
  const found = reckon(book, pack, asked);
  return (
    <Card title="What paying late costs">
      <div className={classes.fields}>
        <TextInput
          label={`Amount in ${pack.currency}`}
          value={asked.amount}
          onChange={(event) => set({ amount: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label="Due on"
          value={asked.due}
          onChange={(event) => set({ due: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label="Paid on, or until"
          value={asked.paid}
          onChange={(event) => set({ paid: event.currentTarget.value })}
        />
        <Select
          label="Who owes"
          data={KINDS}
          value={asked.kind}
          allowDeselect={false}
          onChange={(value) => value && set({ kind: value as CustomerKind })}
        />
        <TextInput
          label="Agreed before, % a year"
          placeholder="nothing agreed"
          value={asked.agreed}
          onChange={(event) => set({ agreed: event.currentTarget.value })}
        />
      </div>
      {typeof found === 'string' ? <p role="status">{found}</p> : <Printed found={found} />}
    </Card>
  );
}

/** What is owed, or in words why it cannot be reckoned. */
function reckon(book: LawBook, pack: Pack, asked: Asked): LateInterest | string {
  const amount = parseDecimal(asked.amount.trim(), pack.currency);
  const [dueOn, until] = [parseDay(asked.due), parseDay(asked.paid)];
  const agreed = asked.agreed.trim();
  if (amount === null || amount <= 0n) return 'Give the amount as a plain number, 1234.50.';
  if (dueOn === null || until === null) return 'Give both days.';
  if (!/^(\d{1,3}(\.\d{1,6})?)?$/.test(agreed)) return 'A percentage is a plain number, 8.5.';
  try {
    return lateInterest(book, pack.id, {
      amount: { amount, currency: pack.currency },
      dueOn,
      until,
      kind: asked.kind,
      agreed:
        agreed === '' ? null : { percent: agreed, per: 'year', yearlyStated: true, dayCount: null },
      parts: [],
      registered: true,
      allocation: 'principal',
    });
  } catch (error) {
    if (error instanceof RefusedError) return error.message;
    throw error;
  }
}

function Printed({ found }: { found: LateInterest }) {
  const { today } = useBusiness();
  const { interest, fixedSum } = found;
  const money = (amount: bigint) => formatMoney({ amount, currency: interest.currency });
  const on = (value: LateInterest['lines'][number]['from']) => dateText(isoDay(value), today, true);
  return (
    <div role="status">
      <ul>
        {found.lines.map((line) => (
          <li key={line.from}>
            {on(line.from)} to {on(line.to)}, {line.days} days at {line.ratePercent} % on{' '}
            {money(line.base)}: <strong>{money(line.amount)}</strong>
            <p className={classes.small}>{line.source}</p>
          </li>
        ))}
        {fixedSum !== null && (
          <li>
            Fixed sum: <strong>{formatMoney(fixedSum)}</strong>
            <p className={classes.small}>{fixedSum.source}</p>
          </li>
        )}
      </ul>
      <p>
        Interest of {found.days} days: <strong>{formatMoney(interest)}</strong>
        {fixedSum !== null && fixedSum.currency === interest.currency && (
          <>
            ; with the fixed sum <strong>{money(interest.amount + fixedSum.amount)}</strong>
          </>
        )}
      </p>
      {found.notes.map((note) => (
        <p key={note} className={classes.small}>
          {note}
        </p>
      ))}
    </div>
  );
}
