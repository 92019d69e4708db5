import { html } from 'hono/html';
import { formatMoney } from '../core/base/index.ts';
import { type AnswerKind, languageOf } from '../core/wording/index.ts';
import { dateBounds, type Faults, type Fields, invoicesOf } from './form.ts';
import { type Markup, page } from './shell.ts';
import { footer, type Sight } from './standing-page.ts';
import type { ThanksValues } from './strings/index.ts';

/** The short form behind an answer. Opening it changes nothing; sending it does. */
export function formPage(
  kind: AnswerKind,
  sight: Sight,
  word: string,
  fields: Fields = {},
  faults: Faults = {},
): Markup {
  const { strings, work, path } = sight;
  const { title, lead } = strings.forms[kind];
  const whole = faults.form ? html`<p class="fault" role="alert">${faults.form}</p>` : '';
  const content = html`<h1>${title}</h1>
<p>${lead}</p>${whole}
<form method="post" action="${path}/${kind}" accept-charset="utf-8" novalidate>
<input type="hidden" name="word" value="${word}">
${FIELDS[kind]({ kind, sight, fields, faults })}
<button type="submit">${strings.send}</button>
</form>
<p><a href="${path}">${strings.back}</a></p>${footer(sight)}`;
  const frame = { language: languageOf(sight.locale), title, business: work.business };
  return page(frame, content);
}

interface Form {
  kind: AnswerKind;
  sight: Sight;
  fields: Fields;
  faults: Faults;
}

const FIELDS: Readonly<Record<AnswerKind, (form: Form) => Markup>> = {
  'paid-already': (form) =>
    html`${dateField(form, 'paidOn', form.sight.strings.fields.paidOn, false)}${noteField(form)}`,
  'will-pay': (form) =>
    html`${dateField(form, 'payOn', form.sight.strings.fields.payOn, true)}${payAmount(form)}${noteField(form)}`,
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
  const { strings, standing } = form.sight;
  const only = standing.open.length === 1 ? standing.open[0]!.currency : null;
  const amount = textField(
    form,
    'amount',
    strings.fields.amount(only ?? '…'),
    strings.fields.amountHelp,
  );
  if (only !== null) return amount;
  const { attributes, below } = said(form, 'currency');
  return html`${amount}<label for="currency">${strings.fields.currency}</label>
<select id="currency" name="currency"${attributes}><option value=""></option>${standing.open.map(
    ({ currency }) =>
      html`<option value="${currency}"${form.fields.currency === currency ? ' selected' : ''}>${currency}</option>`,
  )}</select>${below}`;
}

function noteField(form: Form): Markup {
  const { strings } = form.sight;
  const { attributes, below } = said(form, 'note', strings.fields.noteHelp[form.kind]);
  return html`<label for="note">${strings.fields.note}</label>
<textarea id="note" name="note" maxlength="2000"${attributes}>${form.fields.note ?? ''}</textarea>${below}`;
}

function reasonField(form: Form): Markup {
  const { attributes, below } = said(form, 'reason');
  return html`<label for="reason">${form.sight.strings.fields.reason}</label>
<textarea id="reason" name="reason" maxlength="2000" required${attributes}>${form.fields.reason ?? ''}</textarea>${below}`;
}

function choices(form: Form): Markup {
  const { copy, order, otherPerson, what } = form.sight.strings.fields;
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
  const { locale, strings } = form.sight;
  const { attributes, below } = said(form, 'invoice');
  const options = invoices.map((invoice) => {
    const chosen = invoices.length === 1 || form.fields.invoice === invoice.id;
    const label = `${invoice.number}, ${formatMoney(invoice, locale)}`;
    return html`<option value="${invoice.id}"${chosen ? ' selected' : ''}>${label}</option>`;
  });
  const none = invoices.length === 1 ? '' : html`<option value=""></option>`;
  return html`<label for="invoice">${strings.fields.invoice}</label>
<select id="invoice" name="invoice" required${attributes}>${none}${options}</select>${below}`;
}

function wrongAmount(form: Form): Markup {
  const { wrongAmount: label, wrongAmountHelp } = form.sight.strings.fields;
  return textField(form, 'amount', label, wrongAmountHelp);
}

/** What happens now, in plain words, after an answer was confirmed. */
export function thanksPage(kind: AnswerKind, sight: Sight, values: ThanksValues): Markup {
  const { strings, work, path } = sight;
  const { title, text } = strings.thanks[kind];
  // Whoever said "this is not me" is shown no way back to somebody else's invoices.
  const back = kind === 'not-me' ? '' : html`<p><a href="${path}">${strings.backToPage}</a></p>`;
  const frame = { language: languageOf(sight.locale), title, business: work.business };
  return page(
    frame,
    html`<h1>${title}</h1>
<p>${text(values)}</p>${back}${footer(sight)}`,
  );
}
