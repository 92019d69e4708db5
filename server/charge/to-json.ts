import {
  day,
  isoDay,
  type Money,
  moneyJson,
  parseDecimal,
  RefusedError,
} from '../../core/base/index.ts';
import type { ChargeLine } from '../../core/charge/index.ts';
import type { ChargeJson, ChargeLineJson, ChargeProposal, ChargeSettingJson } from './api.ts';
import type { Charge } from './charges.ts';
import type { Proposal, Refused } from './propose.ts';
import type { ChargeSetting } from './setting.ts';

/** A line as it goes over HTTP. */
export function lineJson(line: ChargeLine, currency: string): ChargeLineJson {
  const { kind, instalment, days, ratePercent, source } = line;
  return {
    ...{ kind, instalment, days, ratePercent, source },
    from: line.from === null ? null : isoDay(line.from),
    to: line.to === null ? null : isoDay(line.to),
    base: line.base === null ? null : moneyJson({ amount: line.base, currency }),
    amount: moneyJson({ amount: line.amount, currency: line.currency }),
  };
}

/** What could be claimed on an invoice. */
export function proposalJson({ late, packId, found }: Proposal): ChargeProposal {
  const { currency } = late.invoice;
  return {
    ...whose(late),
    pack: packId,
    lines: found.lines.map((line) => lineJson(line, currency)),
    totals: found.totals.map(moneyJson),
    perDay: moneyJson(found.perDay),
    held: moneyJson(found.held),
    tooMuch: moneyJson(found.tooMuch),
    needs: found.needs,
    notes: found.notes,
    refused: null,
  };
}

/** An invoice on which nothing could be reckoned. */
export function refusedJson({ late, code, message }: Refused): ChargeProposal {
  const none = moneyJson({ amount: 0n, currency: late.invoice.currency });
  return {
    ...whose(late),
    ...{ pack: '', lines: [], totals: [], perDay: none, held: none, tooMuch: none },
    ...{ needs: [], notes: [], refused: { code, message } },
  };
}

function whose({ id, customer, charging, invoice }: Proposal['late']) {
  return {
    invoice: { id: String(id), number: invoice.number },
    customer: { id: String(customer.id), name: customer.name },
    charging,
  };
}

/** A charge that was claimed. */
export function chargeJson(charge: Charge): ChargeJson {
  const { currency, stored } = charge;
  const money = (amount: bigint) => moneyJson({ amount, currency });
  const { waived } = stored;
  return {
    id: String(charge.id),
    number: charge.number,
    invoice: { id: String(charge.of.id), number: charge.of.number },
    customer: { id: String(charge.customerId), name: charge.customer },
    ...{ issuedOn: charge.issuedOn, dueOn: charge.dueOn, to: charge.to },
    amount: money(charge.amount),
    outstanding: money(charge.outstanding),
    description: charge.description,
    pack: stored.packId,
    lines: charge.lines.map((line) => lineJson(line, currency)),
    notes: stored.notes,
    waived: waived && { ...waived, amount: money(BigInt(waived.amount)) },
  };
}

/** What is set, as it goes over HTTP. */
export function settingJson({ charges, terms, registered }: ChargeSetting): ChargeSettingJson {
  if (terms === null) return { charges, terms, registered };
  const { agreedOn, rate, fee } = terms;
  const said = fee !== null && 'flat' in fee ? { flat: moneyJson(fee.flat) } : fee;
  return { charges, registered, terms: { agreedOn: isoDay(agreedOn), rate, fee: said } };
}

/** What is to be set. @throws RefusedError `bad-amount` for a fee that is no amount of money. */
export function settingFrom({ charges, terms, registered }: ChargeSettingJson): ChargeSetting {
  if (terms === null) return { charges, terms, registered };
  const { agreedOn, rate, fee } = terms;
  const known = fee !== null && 'flat' in fee ? { flat: amountOf(fee.flat) } : fee;
  return { charges, registered, terms: { agreedOn: day(agreedOn), rate, fee: known } };
}

function amountOf({ amount, currency }: { amount: string; currency: string }): Money {
  const value = parseDecimal(amount, currency);
  if (value !== null && value > 0n) return { amount: value, currency };
  const text = `${amount} ${currency} is not an amount of money. Nothing was changed.`;
  throw new RefusedError('bad-amount', text);
}
