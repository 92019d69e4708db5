import { Menu, UnstyledButton } from '@mantine/core';
import type { Session } from '../api/session.ts';
import { useSignOut } from '../api/session.ts';
import { useBusiness } from './business.ts';
import classes from './shell.module.css';

/** Who is here and in which business; opens the other businesses and the way out. */
export function PersonMenu({ businesses }: { businesses: Session['businesses'] }) {
  const here = useBusiness();
  const signOut = useSignOut();
  const others = businesses.filter((one) => one.slug !== here.slug);
  return (
    <Menu position="top-start" width={230} shadow="none">
      <Menu.Target>
        <UnstyledButton className={classes.person}>
          <strong>{here.name}</strong>
          <span>
            {here.person} · {here.role}
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {others.length > 0 && <Menu.Label>Other businesses</Menu.Label>}
        {others.map((one) => (
          <Menu.Item key={one.slug} component="a" href={`/b/${one.slug}/today`}>
            {one.name}
          </Menu.Item>
        ))}
        <Menu.Item component="a" href="/start">
          {here.demo ? 'Start with your own business' : 'Add a business'}
        </Menu.Item>
        <Menu.Item onClick={() => void signOut()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
