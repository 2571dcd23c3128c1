import { timestamp } from 'drizzle-orm/pg-core';

/** An instant, with its zone in the database and a Date here. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
