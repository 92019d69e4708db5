import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CustomerPage } from '../../../server/agree/api.ts';
import { useDo } from '../../api/hooks.ts';
import { fieldMessage } from '../../api/problem.ts';
import { ActDialog } from '../../parts/index.ts';

type Contact = CustomerPage['contacts'][number];

/** A contact of a customer: new, put right, or never to be written to again. */
export function ContactDialog({
  customerId,
  contact,
  onClose,
}: {
  customerId: string;
  contact: Contact | null;
  onClose: () => void;
}) {
  const [fields, setFields] = useState({
    name: contact?.name ?? '',
    email: contact?.email ?? '',
    phone: contact?.phone ?? '',
    role: contact?.role ?? 'accounts',
    greeting: contact?.greeting ?? '',
  });
  const path = `/customers/${customerId}/contacts`;
  const save = useDo<typeof fields>(
    (body) => (contact ? { path: `${path}/${contact.id}`, method: 'PATCH', body } : { path, body }),
    { said: () => 'Kept.', saysItself: true },
  );
  const retire = useDo<void>(() => ({ path: `${path}/${contact?.id}`, method: 'DELETE' }), {
    said: () => 'They are not written to any more.',
  });
  const field = (name: keyof typeof fields, label: string, rest: object = {}) => (
    <TextInput
      label={label}
      value={fields[name]}
      error={fieldMessage(save.error, name)}
      onChange={(event) => setFields({ ...fields, [name]: event.currentTarget.value })}
      {...rest}
    />
  );
  return (
    <ActDialog
      opened
      title={contact ? `Change ${contact.name || contact.email}` : 'Add a contact'}
      confirm="Keep it"
      happens="The first contact who may be written to gets the messages."
      ready={[fields.name, fields.email, fields.phone].some((one) => one.trim() !== '')}
      busy={save.isPending}
      error={save.error}
      onConfirm={() => save.mutate(fields, { onSuccess: onClose })}
      onClose={onClose}
    >
      {field('name', 'Name', { 'data-autofocus': true })}
      {field('email', 'Email address', { type: 'email' })}
      {field('phone', 'Telephone')}
      {field('role', 'What they do there')}
      {field('greeting', 'Greeting', {
        description: 'As you write it to them, such as Dear Dr Penrose; else as usual',
      })}
      {contact && contact.notMeOn === null && (
        <Button
          variant="subtle"
          color="gray"
          c="var(--ink)"
          loading={retire.isPending}
          onClick={() => retire.mutate(undefined, { onSuccess: onClose })}
        >
          Never write to them again
        </Button>
      )}
    </ActDialog>
  );
}
