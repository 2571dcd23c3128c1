/** Name of the file that a calendar is saved under. */
export const CALENDAR_FILE = 'coupa-sign-ins.ics';
