import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import type { invitedSchema, linkSchema, memberSchema } from '../../../server/platform/auth/api.ts';
import { type Page, useDo, useRead } from '../../api/hooks.ts';
import { Card, ProblemNote } from '../../parts/index.ts';
import type { Role } from '../../shell/business.ts';
import classes from './settings.module.css';
import { ShownOnce } from './shown-once.tsx';

type Member = z.infer<typeof memberSchema>;

/** What each role may do, in words. */
export const ROLES: { value: Role; label: string }[] = [
  { value: 'owner', label: 'Owner: everything' },
  { value: 'collector', label: 'Collector: everything but settings' },
  { value: 'bookkeeper', label: 'Bookkeeper: files and payments, no sending' },
  { value: 'viewer', label: 'Viewer: reads' },
];

/** Who works in the business, and as what. */
export function PeopleCard() {
  const people = useRead<Page<Member>>('/members');
  const [link, setLink] = useState<{ name: string; link: string } | null>(null);
  const show = (name: string, found: string | null) =>
    setLink(found ? { name, link: found } : null);
  return (
    <Card title="People">
      {people.error && <ProblemNote error={people.error} retry={() => void people.refetch()} />}
      <ul className={classes.list}>
        {people.data?.items.map((member) => (
          <Person
            key={member.id}
            member={member}
            alone={people.data.items.length === 1}
            onLink={(found) => show(member.name, found)}
          />
        ))}
      </ul>
      {link && (
        <ShownOnce value={link.link}>
          Hand this link to {link.name}; with it they choose a password. It is shown this once.
        </ShownOnce>
      )}
      <Invite onInvited={(invited) => show(invited.member.name, invited.link)} />
    </Card>
  );
}

function Person({
  member,
  alone,
  onLink,
}: {
  member: Member;
  alone: boolean;
  onLink: (link: string | null) => void;
}) {
  const at = `/members/${encodeURIComponent(member.id)}`;
  const change = useDo<Role>((role) => ({ path: at, method: 'PATCH', body: { role } }), {
    said: () => `${member.name} has another role now.`,
  });
  const remove = useDo<void>(() => ({ path: at, method: 'DELETE' }), {
    said: () => `${member.name} can no longer enter.`,
  });
  const link = useDo<void, z.infer<typeof linkSchema>>(() => ({ path: `${at}/link` }));
  return (
    <li>
      <div>
        <strong>{member.name}</strong>
        <span className="soft">
          {member.email}
          {!member.hasPassword && ' · has not chosen a password yet'}
        </span>
      </div>
      <div className={classes.rowActs}>
        <Select
          aria-label={`Role of ${member.name}`}
          data={ROLES}
          value={member.role}
          allowDeselect={false}
          disabled={alone}
          w={280}
          maw="100%"
          onChange={(role) => role && role !== member.role && change.mutate(role as Role)}
        />
        <Button
          variant="default"
          loading={link.isPending}
          onClick={() => link.mutate(undefined, { onSuccess: (found) => onLink(found.link) })}
          aria-label={`New link for ${member.name}`}
        >
          New link
        </Button>
        {!alone && (
          <Button
            variant="default"
            loading={remove.isPending}
            onClick={() => remove.mutate()}
            aria-label={`Let ${member.name} out`}
          >
            Let out
          </Button>
        )}
      </div>
    </li>
  );
}

function Invite({ onInvited }: { onInvited: (invited: z.infer<typeof invitedSchema>) => void }) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('collector');
  const invite = useDo<void, z.infer<typeof invitedSchema>>(
    () => ({ path: '/members', body: { name, email, role } }),
    { said: (answer) => `${answer.member.name} may enter as ${answer.member.role}.` },
  );
  return (
    <form
      className={classes.inline}
      onSubmit={(event) => {
        event.preventDefault();
        invite.mutate(undefined, {
          onSuccess: (answer) => {
            onInvited(answer);
            setName('');
            setEmail('');
          },
        });
      }}
    >
      <TextInput
        label="Name"
        required
        withAsterisk={false}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label="Email address"
        type="email"
        required
        withAsterisk={false}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <Select
        label="Role"
        data={ROLES}
        value={role}
        allowDeselect={false}
        onChange={(value) => value && setRole(value as Role)}
      />
      <Button type="submit" variant="default" loading={invite.isPending}>
        Let somebody in
      </Button>
    </form>
  );
}
