import { writeFileSync } from 'node:fs';
import './alias.ts';

/** Writes docs/destinations.md. */
const { destinationsPage } = await import('./destinations-page.ts');
writeFileSync('docs/destinations.md', destinationsPage());
