/** Every table in one namespace, because Drizzle takes the schema as one object. Rooms import their tables from here. */
export * from '@/lib/db/account-tables';
export * from '@/lib/db/alert-tables';
export * from '@/lib/db/audit-tables';
export * from '@/lib/db/door-tables';
export * from '@/lib/db/seal-tables';
export * from '@/lib/db/upkeep-tables';
