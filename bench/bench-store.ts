import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { openDatabase } from '@/lib/db/database';
import { openKeyRing, type Store } from '@/lib/db/store';
import { fileProvider } from '@/lib/seal/key-provider';

/** Where a store of a bench lies: a database of its own on a running PostgreSQL, or PGlite in a folder. */
export interface Place {
  dataDir: string;
  databaseUrl?: string;
}

/** A new and empty place; with the address of a server a new database there. */
export async function newPlace(folder: string, serverUrl: string | null): Promise<Place> {
  const name = `bench_${randomBytes(6).toString('hex')}`;
  const dataDir = path.join(folder, name);
  mkdirSync(dataDir, { recursive: true });
  if (!serverUrl) return { dataDir };
  const admin = new Client({ connectionString: serverUrl });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { dataDir, databaseUrl: url.href };
}

/** Opens it as the product does, key ring and all. */
export async function openStoreAt(place: Place): Promise<Store> {
  const opened = await openDatabase(place);
  const source = { file: path.join(place.dataDir, 'keys'), provider: fileProvider };
  return { ...opened, ring: await openKeyRing(opened.db, source) };
}
