/** Where a sealed value stands. All of it is authenticated: a value moved to another place, or an older one put back, does not open. */
export interface SealPlace {
  table: string;
  column: string;
  rowId: string;
  /** Version of the row's secret; raised with every write. */
  version: number;
}
