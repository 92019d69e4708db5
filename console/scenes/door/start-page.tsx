import { Button, Loader, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { Link, Navigate, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { ask } from '../../api/fetch.ts';
import { ApiProblem } from '../../api/problem.ts';
import { homeOf, type Session, useEnter, useProgram, useSession } from '../../api/session.ts';
import { NewPassword, PASSWORD_RULE } from '../../parts/new-password.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import {
  browserCountry,
  browserZone,
  countryChoices,
  currencyChoices,
  currencyOf,
  zoneChoices,
} from './countries.ts';
import classes from './door.module.css';
import { Door } from './door.tsx';

interface Start {
  name: string;
  email: string;
  password: string;
  businessName: string;
  country: string;
  currency: string;
  zone: string;
}

/** Start with one's own: the first user becomes its owner; somebody signed in adds a business. */
export function StartPage() {
  const session = useSession();
  const program = useProgram();
  const user = session.data?.user;
  const known = user && !user.demo ? user : null;
  if (program.error)
    return (
      <Door title="Start">
        <ProblemNote error={program.error} />
      </Door>
    );
  if (!program.data || session.isPending) {
    return (
      <Door title="Start">
        <Loader role="status" aria-label="Opening" />
      </Door>
    );
  }
  // Somebody owns this installation already: others come in by invitation, the owner by signing in.
  if (!known && !program.data.firstRun) return <Navigate to="/sign-in" replace />;
  return <StartForm known={known !== null} person={known?.name ?? ''} />;
}

function StartForm({ known, person }: { known: boolean; person: string }) {
  const navigate = useNavigate();
  const enter = useEnter();
  const form = useStartForm(known);
  const start = useMutation({
    mutationFn: (values: Start) => {
      const { name, email, password, businessName, country, currency, zone } = values;
      const business = { name: businessName, country, currency, zone };
      return known
        ? ask<Session>('/api/v1/businesses', { method: 'POST', body: { ...business, person } })
        : ask<Session>('/api/v1/first-run', {
            method: 'POST',
            body: { ...business, person: name, email, password },
          });
    },
    meta: { saysItself: true },
    onSuccess: async (session, { businessName }) => {
      await navigate({ to: enter(session, (found) => addressOf(found, businessName)) as '/' });
    },
    onError: (error) => form.setErrors(fieldErrors(error)),
  });
  return (
    <Door title="Start with your own">
      <h1>{known ? 'Another business' : 'Start with your own'}</h1>
      <form className={classes.form} onSubmit={form.onSubmit((values) => start.mutate(values))}>
        {start.error && <ProblemNote error={start.error} />}
        {!known && <You form={form} />}
        <YourBusiness form={form} />
        <Button type="submit" size="md" loading={start.isPending}>
          Open my business
        </Button>
      </form>
      <p className={classes.elsewhere}>
        It begins in safe mode: messages are written and kept, none leaves until you say so.{' '}
        <Link to="/">Back</Link>
      </p>
    </Door>
  );
}

function addressOf(session: Session, name: string): string {
  const named = session.businesses.filter((one) => one.name === name.trim() && !one.demo).at(-1);
  return named ? `/b/${named.slug}/today` : homeOf(session);
}

const ABOUT_YOU = {
  name: (value: string) => (value.trim() === '' ? 'Your name stands under your messages' : null),
  email: (value: string) =>
    /^\S+@\S+$/.test(value) ? null : 'An address such as you@yours.example',
  password: (value: string) =>
    value.length < 10 ? `${PASSWORD_RULE}. This one has ${value.length}` : null,
};

type FormOfStart = ReturnType<typeof useStartForm>;

function useStartForm(known: boolean) {
  const country = browserCountry();
  return useForm<Start>({
    mode: 'controlled',
    initialValues: {
      name: '',
      email: '',
      password: '',
      businessName: '',
      country,
      currency: currencyOf(country) ?? 'EUR',
      zone: browserZone(),
    },
    validate: {
      businessName: (value) => (value.trim() === '' ? 'What your customers know you by' : null),
      ...(known ? {} : ABOUT_YOU),
    },
  });
}

function You({ form }: { form: FormOfStart }) {
  return (
    <>
      <h2>You</h2>
      <TextInput label="Your name" autoComplete="name" {...form.getInputProps('name')} />
      <div className={classes.pair}>
        <TextInput
          label="Email address"
          type="email"
          autoComplete="username"
          {...form.getInputProps('email')}
        />
        <NewPassword label="Password" {...form.getInputProps('password')} />
      </div>
    </>
  );
}

function YourBusiness({ form }: { form: FormOfStart }) {
  const choices = useMemo(
    () => ({ countries: countryChoices(), currencies: currencyChoices(), zones: zoneChoices() }),
    [],
  );
  return (
    <>
      <h2>Your business</h2>
      <TextInput label="Name" autoComplete="organization" {...form.getInputProps('businessName')} />
      <div className={classes.pair}>
        <Select
          label="Country"
          description="Its holidays and customs"
          searchable
          allowDeselect={false}
          data={choices.countries}
          {...form.getInputProps('country')}
          onChange={(country) => {
            if (!country) return;
            form.setFieldValue('country', country);
            form.setFieldValue('currency', currencyOf(country) ?? form.values.currency);
          }}
        />
        <Select
          label="Currency"
          description="The one you bill in most"
          searchable
          allowDeselect={false}
          data={choices.currencies}
          {...form.getInputProps('currency')}
        />
      </div>
      <Select
        label="Time zone"
        description="When it is today for you"
        searchable
        allowDeselect={false}
        data={choices.zones}
        {...form.getInputProps('zone')}
      />
    </>
  );
}

/** The server's names of the fields that differ from ours. */
const FIELDS: Record<string, keyof Start> = { name: 'businessName', person: 'name' };

function fieldErrors(error: unknown): Partial<Record<keyof Start, string>> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries(
    error.problems.flatMap(({ column, message }) =>
      column === null ? [] : [[FIELDS[column] ?? column, message]],
    ),
  );
}
