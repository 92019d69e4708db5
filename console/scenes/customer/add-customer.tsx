import { TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Customer } from '../../../server/agree/api.ts';
import { useDo } from '../../api/hooks.ts';
import { fieldMessage } from '../../api/problem.ts';
import { ActDialog } from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';

const NOTHING = { name: '', code: '', country: '', contact: '', email: '' };

/** A new customer by hand; who they are, where, and whom to write to. */
export function AddCustomer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { slug } = useBusiness();
  const navigate = useNavigate();
  const [fields, setFields] = useState(NOTHING);
  const add = useDo<typeof NOTHING, Customer>(
    ({ name, code, country, contact, email }) => ({
      path: '/customers',
      body: {
        name,
        ...(code === '' ? {} : { code }),
        ...(country === '' ? {} : { country: country.toUpperCase() }),
        contacts: contact === '' && email === '' ? [] : [{ name: contact, email }],
      },
    }),
    { said: (customer) => `${customer.name} is a customer now.`, saysItself: true },
  );
  const field = (name: keyof typeof NOTHING, label: string, rest: object = {}) => (
    <TextInput
      label={label}
      value={fields[name]}
      error={fieldMessage(add.error, name)}
      onChange={(event) => setFields({ ...fields, [name]: event.currentTarget.value })}
      {...rest}
    />
  );
  return (
    <ActDialog
      opened={opened}
      title="Add a customer"
      confirm="Add them"
      happens="Nothing is sent to them. They are chased only for invoices that are past due."
      ready={fields.name.trim() !== ''}
      busy={add.isPending}
      error={add.error}
      onClose={onClose}
      onConfirm={() =>
        add.mutate(fields, {
          onSuccess: (customer) => {
            setFields(NOTHING);
            onClose();
            void navigate({ to: `/b/${slug}/customers/${customer.id}` as '/' });
          },
        })
      }
    >
      {field('name', 'Name', { required: true, 'data-autofocus': true })}
      {field('code', 'Your code for them', { description: 'The name, when left empty' })}
      {field('country', 'Country', { description: 'Two letters, such as GB', maxLength: 2 })}
      {field('contact', 'Whom to write to')}
      {field('email', 'Their email address', { type: 'email' })}
    </ActDialog>
  );
}
