import { html } from 'hono/html';
import { formatMoney } from '../core/base/index.ts';
import { type AnswerKind, fill } from '../core/wording/index.ts';
import { dateBounds, type Faults, type Fields, invoicesOf } from './form.ts';
import { type Markup, page } from './shell.ts';
import { footer, type Sight } from './standing-page.ts';

/** The short form behind an answer. Opening it changes nothing; sending it does. */
export function formPage(
  kind: AnswerKind,
  sight: Sight,
  word: string,
  fields: Fields = {},
  faults: Faults = {},
): Markup {
  const { words, locale, work, path } = sight;
  const { pages } = words;
  const { title, lead } = pages.forms[kind];
  const whole = faults.form ? html`<p class="fault" role="alert">${faults.form}</p>` : '';
  const content = html`<h1>${title}</h1>
<p>${lead}</p>${whole}
<form method="post" action="${path}/${kind}" accept-charset="utf-8" novalidate>
<input type="hidden" name="word" value="${word}">
${FIELDS[kind]({ kind, sight, fields, faults })}
<button type="submit">${pages.send}</button>
</form>
<p><a href="${path}">${pages.back}</a></p>${footer(sight)}`;
  return page({ words, locale, title, business: work.business }, content);
}

interface Form {
  kind: AnswerKind;
  sight: Sight;
  fields: Fields;
  faults: Faults;
}

const FIELDS: Readonly<Record<AnswerKind, (form: Form) => Markup>> = {
  'paid-already': (form) =>
    html`${dateField(form, 'paidOn', form.sight.words.pages.fields.paidOn, false)}${noteField(form)}`,
  'will-pay': (form) =>
    html`${dateField(form, 'payOn', form.sight.words.pages.fields.payOn, true)}${payAmount(form)}${noteField(form)}`,
  'needs-something': (form) => html`${choices(form)}${noteField(form)}`,
  'something-is-wrong': (form) =>
    html`${invoiceField(form)}${reasonField(form)}${wrongAmount(form)}`,
  'cannot-pay-all': noteField,
  'not-me': noteField,
};

/** Help and fault of a field, and how the field points to them. */
function said({ faults }: Form, name: string, help = '') {
  const fault = faults[name];
  const ids = [help ? `${name}-help` : '', fault ? `${name}-fault` : ''].filter(Boolean).join(' ');
  return {
    attributes: [
      ids ? html` aria-describedby="${ids}"` : '',
      fault ? html` aria-invalid="true"` : '',
    ],
    below: [
      help ? html`<p class="help" id="${name}-help">${help}</p>` : '',
      fault ? html`<p class="fault" id="${name}-fault" role="alert">${fault}</p>` : '',
    ],
  };
}

function dateField(form: Form, name: string, label: string, required: boolean): Markup {
  const { min, max } = dateBounds(form.kind, form.sight.work.today);
  const { attributes, below } = said(form, name);
  return html`<label for="${name}">${label}</label>
<input type="date" id="${name}" name="${name}" min="${min}" max="${max}"
 value="${form.fields[name] ?? ''}"${required ? ' required' : ''}${attributes}>${below}`;
}

function textField(form: Form, name: string, label: string, help: string): Markup {
  const { attributes, below } = said(form, name, help);
  return html`<label for="${name}">${label}</label>
<input type="text" id="${name}" name="${name}" inputmode="decimal" autocomplete="off" maxlength="30"
 value="${form.fields[name] ?? ''}"${attributes}>${below}`;
}

function payAmount(form: Form): Markup {
  const { words, standing } = form.sight;
  const { fields } = words.pages;
  const only = standing.open.length === 1 ? standing.open[0]!.currency : null;
  const amount = textField(
    form,
    'amount',
    fill(fields.amount, { currency: only ?? '…' }),
    fields.amountHelp,
  );
  if (only !== null) return amount;
  const { attributes, below } = said(form, 'currency');
  return html`${amount}<label for="currency">${fields.currency}</label>
<select id="currency" name="currency"${attributes}><option value=""></option>${standing.open.map(
    ({ currency }) =>
      html`<option value="${currency}"${form.fields.currency === currency ? ' selected' : ''}>${currency}</option>`,
  )}</select>${below}`;
}

function noteField(form: Form): Markup {
  const { fields } = form.sight.words.pages;
  const { attributes, below } = said(form, 'note', fields.noteHelp[form.kind]);
  return html`<label for="note">${fields.note}</label>
<textarea id="note" name="note" maxlength="2000"${attributes}>${form.fields.note ?? ''}</textarea>${below}`;
}

function reasonField(form: Form): Markup {
  const { attributes, below } = said(form, 'reason');
  return html`<label for="reason">${form.sight.words.pages.fields.reason}</label>
<textarea id="reason" name="reason" maxlength="2000" required${attributes}>${form.fields.reason ?? ''}</textarea>${below}`;
}

function choices(form: Form): Markup {
  const { copy, order, otherPerson, what } = form.sight.words.pages.fields;
  const all = [
    ['copy', copy],
    ['purchase-order', order],
    ['other-person', otherPerson],
  ] as const;
  const { attributes, below } = said(form, 'what');
  return html`<fieldset${attributes}><legend>${what}</legend>${all.map(
    ([value, label]) =>
      html`<label class="choice"><input type="radio" name="what" value="${value}" required
${form.fields.what === value ? ' checked' : ''}> ${label}</label>`,
  )}</fieldset>${below}`;
}

function invoiceField(form: Form): Markup {
  const invoices = invoicesOf(form.sight);
  const { locale, words } = form.sight;
  const { attributes, below } = said(form, 'invoice');
  const options = invoices.map((invoice) => {
    const chosen = invoices.length === 1 || form.fields.invoice === invoice.id;
    const label = `${invoice.number}, ${formatMoney(invoice, locale)}`;
    return html`<option value="${invoice.id}"${chosen ? ' selected' : ''}>${label}</option>`;
  });
  const none = invoices.length === 1 ? '' : html`<option value=""></option>`;
  return html`<label for="invoice">${words.pages.fields.invoice}</label>
<select id="invoice" name="invoice" required${attributes}>${none}${options}</select>${below}`;
}

function wrongAmount(form: Form): Markup {
  const { wrongAmount: label, wrongAmountHelp } = form.sight.words.pages.fields;
  return textField(form, 'amount', label, wrongAmountHelp);
}

/** What the thanks say of an answer; kept with it, so that a repeat is thanked alike. */
export interface Told {
  /** The day promised, or the last day of the hold, as spoken. */
  until: string | null;
  invoice: string | null;
}

/** What happens now, in plain words, after an answer was confirmed. */
export function thanksPage(kind: AnswerKind, sight: Sight, told: Told): Markup {
  const { words, locale, work, path } = sight;
  const { pages } = words;
  const { title, text } = pages.thanks[kind];
  const { name: business, person } = work.business;
  const { until, invoice } = told;
  const said = fill(invoice === null ? text : pages.thanksInvoice, {
    business,
    person: person || business,
    until: until ?? '',
    invoice: invoice ?? '',
  });
  // Whoever said "this is not me" is shown no way back to somebody else's invoices.
  const back = kind === 'not-me' ? '' : html`<p><a href="${path}">${pages.backToPage}</a></p>`;
  return page(
    { words, locale, title, business: work.business },
    html`<h1>${title}</h1>
<p>${said}</p>${back}${footer(sight)}`,
  );
}
