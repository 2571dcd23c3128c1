const NAMES = ['__proto__', 'constructor', 'prototype'];

/** Names that reach the prototype of an object where code assigns by name (ASVS 15.3.6). No field of ours has one. */
export const isPrototypeName = (name: string) => NAMES.includes(name);
