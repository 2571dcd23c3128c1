import '../scripts/alias.ts';
