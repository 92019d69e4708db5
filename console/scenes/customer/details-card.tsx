import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CultureChoice, CustomerPage } from '../../../server/agree/api.ts';
import type { PolicyShown } from '../../../server/chase/policy-api.ts';
import { useDo, useRead } from '../../api/hooks.ts';
import { fieldMessage } from '../../api/problem.ts';
import { ActDialog, Card, Pill } from '../../parts/index.ts';
import { may, useBusiness } from '../../shell/business.ts';
import { ContactDialog } from './contact-dialog.tsx';
import classes from './customer.module.css';

type Contact = CustomerPage['contacts'][number];

/** Channels that a contact said no to. */
const NO: Readonly<Record<string, string>> = {
  email: 'no email, they said',
  sms: 'no texts, they said',
  whatsapp: 'no WhatsApp, they said',
  phone: 'no calls, they said',
};

/** Who they are and whom one writes to; each can be put right here. */
export function DetailsCard({ customer }: { customer: CustomerPage }) {
  const { role } = useBusiness();
  const [editing, setEditing] = useState(false);
  const [contact, setContact] = useState<Contact | 'new' | null>(null);
  const records = may(role, 'record');
  const rows = [
    ['Code', customer.code],
    ['Kind', customer.kind.replace('-', ' ')],
    ['Address', customer.address],
    ['Telephone', customer.phone],
    ['Written to', mannerInWords(customer)],
    ['Notes', customer.notes],
  ].filter((row): row is [string, string] => Boolean(row[1]));
  return (
    <Card
      title="Who they are"
      aside={
        records && (
          <button type="button" className={classes.lift} onClick={() => setEditing(true)}>
            Change
          </button>
        )
      }
    >
      <dl className={classes.details}>
        {rows.map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ul className={classes.items}>
        {customer.contacts.map((one) => (
          <li key={one.id}>
            <div className={classes.itemLine}>
              <strong>{one.name || one.email || one.phone}</strong>
              {records && (
                <button
                  type="button"
                  className={classes.lift}
                  aria-label={`Change ${one.name || one.email}`}
                  onClick={() => setContact(one)}
                >
                  change
                </button>
              )}
            </div>
            <p>{[one.role, one.name ? one.email : null, one.phone].filter(Boolean).join(' · ')}</p>
            {one.notMeOn && <Pill>not written to any more</Pill>}
            {one.unreachableOn && <Pill tone="amber">mail comes back</Pill>}
            {one.optedOut.map((channel) => (
              <Pill key={channel}>{NO[channel] ?? `no ${channel}`}</Pill>
            ))}
          </li>
        ))}
      </ul>
      {records && (
        <Button variant="default" size="xs" mt="sm" onClick={() => setContact('new')}>
          Add a contact
        </Button>
      )}
      {editing && <EditDetails customer={customer} onClose={() => setEditing(false)} />}
      {contact && (
        <ContactDialog
          customerId={customer.id}
          contact={contact === 'new' ? null : contact}
          onClose={() => setContact(null)}
        />
      )}
    </Card>
  );
}

const languages = new Intl.DisplayNames(['en-GB'], { type: 'language' });

/** "in German, formally; as in Germany (from where they are): gaps twice as long". */
function mannerInWords({ manner, addressForm }: CustomerPage): string {
  const language = `in ${languages.of(manner.language) ?? manner.language}`;
  const wished =
    manner.wished === manner.language
      ? ''
      : `, as there are no messages in ${languages.of(manner.wished) ?? manner.wished} yet`;
  const informally = addressForm === 'informal' ? ', informally' : '';
  const culture =
    manner.culture === null
      ? '; no culture softens the policy'
      : `; ${[`${manner.culture.name}, ${manner.because}`, ...manner.effects].join('; ')}`;
  return `${language}${wished}${informally}${culture}`;
}

const KINDS = [
  { value: 'company', label: 'Company' },
  { value: 'sole-trader', label: 'Sole trader' },
  { value: 'consumer', label: 'Consumer' },
  { value: 'public-body', label: 'Public body' },
];

const TONES = [
  { value: '', label: 'As the policy says' },
  { value: '1', label: '1, warm' },
  { value: '2', label: '2, gentle' },
  { value: '3', label: '3, clear' },
  { value: '4', label: '4, firm' },
];

const ADDRESSES = [
  { value: '', label: 'Formal, as usual' },
  { value: 'informal', label: 'Informal, where the language has it' },
];

function fieldsOf(customer: CustomerPage) {
  return {
    name: customer.name,
    code: customer.code,
    kind: customer.kind as string,
    country: customer.country ?? '',
    region: customer.region ?? '',
    zone: customer.zone ?? '',
    language: customer.language ?? '',
    phone: customer.phone ?? '',
    address: customer.address ?? '',
    policyId: customer.policyId ?? '',
    toneCeiling: customer.toneCeiling === null ? '' : String(customer.toneCeiling),
    addressForm: customer.addressForm === 'informal' ? 'informal' : '',
    culture: customer.culture ?? '',
    notes: customer.notes,
  };
}

type Fields = ReturnType<typeof fieldsOf>;

function EditDetails({ customer, onClose }: { customer: CustomerPage; onClose: () => void }) {
  const [fields, setFields] = useState(() => fieldsOf(customer));
  const policies = useRead<{ items: PolicyShown[] }>('/policies');
  const save = useDo<Fields>(
    ({ toneCeiling, addressForm, ...rest }) => ({
      path: `/customers/${customer.id}`,
      method: 'PATCH',
      body: {
        ...rest,
        country: rest.country.toUpperCase(),
        toneCeiling: toneCeiling === '' ? null : Number(toneCeiling),
        addressForm: addressForm === '' ? null : addressForm,
      },
    }),
    { said: () => 'Kept.', saysItself: true },
  );
  const set = (name: keyof Fields) => (value: string | null) =>
    setFields({ ...fields, [name]: value ?? '' });
  const text = (name: keyof Fields, label: string, description?: string) => (
    <TextInput
      label={label}
      description={description}
      value={fields[name]}
      error={fieldMessage(save.error, name)}
      onChange={(event) => set(name)(event.currentTarget.value)}
    />
  );
  return (
    <ActDialog
      opened
      title={`Change ${customer.name}`}
      confirm="Keep it"
      happens="Where they are decides which days are open there and at what hour messages leave."
      ready={fields.name.trim() !== '' && fields.code.trim() !== ''}
      busy={save.isPending}
      error={save.error}
      onConfirm={() => save.mutate(fields, { onSuccess: onClose })}
      onClose={onClose}
    >
      {text('name', 'Name')}
      {text('code', 'Your code for them')}
      <Select
        label="Kind"
        data={KINDS}
        value={fields.kind}
        onChange={set('kind')}
        allowDeselect={false}
      />
      {text('country', 'Country', 'Two letters, such as GB')}
      {text('region', 'Region', 'Its ISO letters, such as ENG')}
      {text('zone', 'Time zone', 'Taken from the place when left empty')}
      {text('language', 'Language', 'Such as en or it; yours when left empty')}
      {text('phone', 'Telephone')}
      <Textarea
        label="Address"
        autosize
        minRows={2}
        value={fields.address}
        onChange={(event) => set('address')(event.currentTarget.value)}
      />
      <Select
        label="Policy"
        data={[
          { value: '', label: 'The one that covers them' },
          ...(policies.data?.items ?? []).map((one) => ({ value: one.id, label: one.name })),
        ]}
        value={fields.policyId}
        onChange={set('policyId')}
        allowDeselect={false}
      />
      <Select
        label="Never firmer than"
        data={TONES}
        value={fields.toneCeiling}
        onChange={set('toneCeiling')}
        allowDeselect={false}
      />
      <MannerFields fields={fields} set={set} />
      <Textarea
        label="Notes, for your colleagues"
        autosize
        minRows={2}
        value={fields.notes}
        onChange={(event) => set('notes')(event.currentTarget.value)}
      />
    </ActDialog>
  );
}

/** How they are addressed, and by whose customs. */
function MannerFields({
  fields,
  set,
}: {
  fields: Fields;
  set: (name: keyof Fields) => (value: string | null) => void;
}) {
  const cultures = useRead<{ items: CultureChoice[] }>('/cultures');
  return (
    <>
      <Select
        label="Way of address"
        data={ADDRESSES}
        value={fields.addressForm}
        onChange={set('addressForm')}
        allowDeselect={false}
      />
      <Select
        label="Culture"
        description="It only softens or slows what the policy says"
        data={[
          { value: '', label: 'By their language and country' },
          ...(cultures.data?.items ?? []).map((one) => ({ value: one.id, label: one.name })),
        ]}
        value={fields.culture}
        onChange={set('culture')}
        allowDeselect={false}
      />
    </>
  );
}
